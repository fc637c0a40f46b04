//! What may travel outside of a JSON body, checked when a spec is compiled.
//!
//! The macros check the types that they know by their spelling, and call these for the others, an
//! [`object!`](crate::object!) above all. They panic while a constant is evaluated, never in a
//! running program.

use crate::schema::Kind;

/// Where a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// A segment of the path.
    Path,
    /// A parameter of the query string.
    Query,
    /// A request header.
    Header,
    /// A member of the JSON (or form) body; of an object or response, a member of its JSON.
    Body,
}

impl Location {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What is wrong with a kind that has no text of its own; `None` for one that has.
macro_rules! refusal {
    ($location:literal, $kind:expr) => {
        match $kind {
            Kind::Object(_) => Some(concat!(
                $location,
                " cannot hold an object; write a field for each of its values"
            )),
            Kind::List(_) => Some(concat!($location, " cannot hold this list; write `String`")),
            Kind::Map(_) | Kind::Metadata => {
                Some(concat!($location, " cannot hold a map; write `String`"))
            }
            Kind::Json => Some(concat!($location, " cannot hold `Json`; write `String`")),
            Kind::Nullable(_) => Some(concat!($location, " cannot hold `null`; write `String`")),
            _ => None,
        }
    };
}

#[doc(hidden)]
impl Kind {
    /// Refuses what is no path segment.
    #[track_caller]
    pub const fn check_path(self) {
        panic_with(refusal!("a path segment", self));
    }

    /// Refuses what is no query parameter; a list has one for each element.
    #[track_caller]
    pub const fn check_query(self) {
        panic_with(refusal!("a query parameter", self.or_element()));
    }

    /// Refuses what is no header.
    #[track_caller]
    pub const fn check_header(self) {
        panic_with(refusal!("a header", self));
    }

    /// Refuses what is no form field; a list has one for each element.
    #[track_caller]
    pub const fn check_form(self) {
        panic_with(refusal!("a form field", self.or_element()));
    }

    const fn or_element(self) -> Self {
        match self {
            Self::List(element) => *element,
            kind => kind,
        }
    }
}

#[track_caller]
const fn panic_with(refusal: Option<&'static str>) {
    if let Some(refusal) = refusal {
        panic!("{}", refusal);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(check: fn(Kind), kind: Kind) -> bool {
        std::panic::catch_unwind(|| check(kind)).is_err()
    }

    #[test]
    fn only_what_has_a_text_travels_outside_of_json() {
        const LIST: Kind = Kind::List(&Kind::String);
        for check in [Kind::check_path, Kind::check_query, Kind::check_header, Kind::check_form] {
            for kind in [Kind::String, Kind::Secret, Kind::U64, Kind::Enum(&[]), Kind::Serde("X")] {
                assert!(!is_refused(check, kind), "{kind:?}");
            }
            for kind in [Kind::Json, Kind::Metadata, Kind::Map(&Kind::Bool), Kind::List(&LIST)] {
                assert!(is_refused(check, kind), "{kind:?}");
            }
        }
        assert!(is_refused(Kind::check_path, LIST) && is_refused(Kind::check_header, LIST));
        assert!(!is_refused(Kind::check_query, LIST) && !is_refused(Kind::check_form, LIST));
    }
}
