//! Defaults for types that `resource!` did not declare in the same crate, so that generated code
//! compiles up to the one helpful error.
//!
//! `resource!` generates inherent items of the same names. They take precedence over [`AnyType`], unless
//! they are private to another crate.

use crate::{catalog::Catalog, schema::Host};

/// Applies to types that are not resources, so that they are reported only once; to resources that are
/// implemented by hand; and, for private functions, to resources of another crate.
pub trait AnyType {
    /// Whether `resource!` declares the type.
    const ORIGIN: ByHand = ByHand;

    /// The host of its endpoints, unless `resource!` declares another.
    const HOST: Host = Host::Api;

    /// Returns an empty catalog.
    fn catalog() -> Catalog {
        Catalog::new()
    }

    /// Checks that an endpoint can add a method to the type. `resource!` generates a function of the
    /// same name that is private to its crate, so a call for a resource of another crate resolves to
    /// this one and fails.
    fn __check_crate<Origin: OfThisCrate>(_: Origin) {}
}

impl<T> AnyType for T {}

/// The origin of a type that `resource!` declares.
pub struct ByMacro;

/// The origin of any other type.
pub struct ByHand;

/// Not implemented for [`ByMacro`], the origin of the resources of another crate. Its message suggests a
/// fix, unlike the compiler's own error, E0116.
#[diagnostic::on_unimplemented(
    message = "an endpoint cannot be added to a resource of another crate",
    label = "declared in another crate",
    note = "declare the endpoint without a resource, `method: POST \"…\";`, and call it with `client.send(request)`",
    note = "or declare it on a resource of your own, with `resource!`"
)]
pub trait OfThisCrate {}

#[diagnostic::do_not_recommend]
impl OfThisCrate for ByHand {}
