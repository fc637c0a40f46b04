//! The names of generated items that a spec's own names could conflict with: `expand` generates the
//! items from these lists, and `lower` reserves the names.

use proc_macro2::{Ident, Span};

use crate::keyword::keywords;

keywords! {
    /// A function of a resource, beside its endpoints and child resources.
    ResourceFunction {
        New = "new",
        Catalog = "catalog",
    }
}

keywords! {
    /// A function that creates a request or an object, beside its setters.
    Constructor {
        New = "new",
        Default = "default",
    }
}

impl ResourceFunction {
    pub(crate) fn ident(self) -> Ident {
        Ident::new(self.as_str(), Span::call_site())
    }
}
