//! Where a field is sent, and which kinds may be sent there.

use crate::schema::{Kind, scalar_kind};

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
}

impl Location {
    pub(super) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Why a field of a kind cannot be sent in `$location`; `None` for a kind that can.
macro_rules! rejection {
    ($location:literal, $kind:expr) => {
        match $kind {
            scalar_kind!(|Kind::Enum(_)| Kind::Header(_) | Kind::Serde(_)) => None,
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
        }
    };
}

/// The macros check the types that they know by name. For any other type, such as one declared with
/// [`object!`](crate::object!), they emit a constant that calls one of these: a kind that cannot be
/// sent there is a compile error.
#[doc(hidden)]
impl Kind {
    /// Rejects a kind that cannot be a path segment.
    #[track_caller]
    pub const fn check_path(self) {
        assert_accepted(rejection!("a path segment", self));
    }

    /// Rejects a kind that cannot be a query parameter. A list has one parameter per element.
    #[track_caller]
    pub const fn check_query(self) {
        assert_accepted(rejection!("a query parameter", self.or_element()));
    }

    /// Rejects a kind that cannot be a header.
    #[track_caller]
    pub const fn check_header(self) {
        assert_accepted(rejection!("a header", self));
    }

    /// Rejects a kind that cannot be a form field. A list has one field per element.
    #[track_caller]
    pub const fn check_form(self) {
        assert_accepted(rejection!("a form field", self.or_element()));
    }

    const fn or_element(self) -> Self {
        if let Self::List(element) = self { *element } else { self }
    }
}

#[track_caller]
const fn assert_accepted(rejection: Option<&'static str>) {
    if let Some(rejection) = rejection {
        panic!("{}", rejection);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_rejected(check: fn(Kind), kind: Kind) -> bool {
        std::panic::catch_unwind(|| check(kind)).is_err()
    }

    #[test]
    fn only_kinds_with_a_text_form_are_sent_outside_json() {
        const LIST: Kind = Kind::List(&Kind::String);
        for check in [Kind::check_path, Kind::check_query, Kind::check_header, Kind::check_form] {
            for kind in [Kind::String, Kind::Secret, Kind::U64, Kind::Enum(&[]), Kind::Serde("X")] {
                assert!(!is_rejected(check, kind), "{kind:?}");
            }
            for kind in [Kind::Json, Kind::Metadata, Kind::Map(&Kind::Bool), Kind::List(&LIST)] {
                assert!(is_rejected(check, kind), "{kind:?}");
            }
        }
        assert!(is_rejected(Kind::check_path, LIST) && is_rejected(Kind::check_header, LIST));
        assert!(!is_rejected(Kind::check_query, LIST) && !is_rejected(Kind::check_form, LIST));
    }
}
