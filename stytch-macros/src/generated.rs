//! The names of generated items that a spec's own names could conflict with: `expand` generates the
//! items from these lists, and `lower` reserves the names.

use proc_macro2::{Ident, Span};

use crate::keyword::keywords;

keywords! {
    /// A function of a resource, in addition to its endpoints and child resources.
    ResourceFunction {
        New = "new",
        Catalog = "catalog",
        CheckCrate = "__check_crate",
    }
}

keywords! {
    /// A function that creates a request or an object, in addition to its setters.
    Constructor {
        New = "new",
        Default = "default",
    }
}

keywords! {
    /// A name in the scope of an enum, in addition to its variants.
    EnumName {
        Unknown = "Unknown",
        Values = "VALUES",
    }
}

keywords! {
    /// A field that every response has, unless it is bare.
    EnvelopeField {
        StatusCode = "status_code",
        RequestId = "request_id",
    }
}

impl ResourceFunction {
    pub(crate) fn ident(self) -> Ident {
        Ident::new(self.as_str(), Span::call_site())
    }
}

impl EnumName {
    pub(crate) fn ident(self) -> Ident {
        Ident::new(self.as_str(), Span::call_site())
    }
}
