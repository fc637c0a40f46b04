//! What generated code asks of a type before it is known to be a resource, or one of the same crate.
//!
//! A function or constant of the type itself takes precedence over [`AnyType`], unless it is private to
//! another crate. So each question has the answer of `resource!`, or else the one that is given here.

use crate::catalog::Catalog;

/// The answers of a type that is not a resource, so that it is reported once, where it is used as one; of
/// a resource that is implemented by hand; and, to what only its own crate sees, of any other resource.
pub trait AnyType {
    /// How the type was declared.
    const ORIGIN: ByHand = ByHand;

    /// Returns an empty catalog.
    fn catalog() -> Catalog {
        Catalog::new()
    }

    /// Checks that the type can have the method of an endpoint. `resource!` generates a function of this
    /// name that is private to its crate.
    fn __check_crate<Origin: OfThisCrate>(_: Origin) {}
}

impl<T> AnyType for T {}

/// The origin of a type that `resource!` declares.
pub struct ByMacro;

/// The origin of any other type.
pub struct ByHand;

/// The origins that another crate doesn't have. The compiler's own error, E0116, doesn't say what to do.
#[diagnostic::on_unimplemented(
    message = "an endpoint cannot be added to a resource of another crate",
    label = "declared in another crate",
    note = "declare the endpoint without a resource, `method: POST \"…\";`, and call it with `client.send(request)`",
    note = "or declare it on a resource of your own, with `resource!`"
)]
pub trait OfThisCrate {}

#[diagnostic::do_not_recommend]
impl OfThisCrate for ByHand {}
