//! The catalog of a type that is not a resource.

use crate::catalog::Catalog;

/// Gives every type a `catalog`, so that a child that is not a resource is reported once, where the
/// method returns it. The function of a resource takes precedence.
pub trait NoCatalog {
    /// Returns an empty catalog.
    fn catalog() -> Catalog {
        Catalog::new()
    }
}

impl<T> NoCatalog for T {}
