//! Where a field is sent.

/// Where a field is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A segment of the path.
    Path,
    /// A parameter of the query string.
    Query,
    /// A request header.
    Header,
    /// A member of the JSON or form body. Every field of a response or an object is sent here.
    Body,
    /// Beside the other members of the body, response or object: the field holds every member that has no
    /// other field, and has no name on the wire (`#[flatten]`).
    Flattened,
}

impl Location {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}
