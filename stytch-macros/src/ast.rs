//! What was written, with its spans, unchecked.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Meta, Type};

/// `#[…] Resource::name: METHOD "/path"; section { … } …`
pub(crate) struct Endpoint {
    /// The path of `stytch-api`, as the shell macro gave it.
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) resource: Option<Ident>,
    pub(crate) name: Ident,
    /// `None` when it could not be read, which has been reported; likewise below.
    pub(crate) method: Option<Ident>,
    pub(crate) path: Option<LitStr>,
    pub(crate) sections: Vec<Section>,
}

/// `body { … }`
pub(crate) struct Section {
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
}

/// `#[…] Name { … }`, fields in the braces.
pub(crate) struct Object {
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
}

/// `#[…] Name { … }`, variants in the braces.
pub(crate) struct OpenEnum {
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<Variant>,
}

/// `#[…] name?: Type = "wire-name"`
pub(crate) struct Field {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) mark: Option<Mark>,
    pub(crate) ty: Option<Type>,
    pub(crate) wire_name: Option<LitStr>,
}

/// What follows a field's name.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    Question(Span),
    Exclamation(Span),
}

impl Mark {
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Question(span) | Self::Exclamation(span) => span,
        }
    }

    /// As it is written.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Question(_) => "?",
            Self::Exclamation(_) => "!",
        }
    }
}

/// `#[…] Name = "value"`
pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) value: Option<LitStr>,
}

/// `#[…]`; a doc comment too.
pub(crate) struct Attribute {
    /// All of it, from the `#`.
    pub(crate) tokens: TokenStream,
    /// What stands in the brackets.
    pub(crate) meta: Meta,
}
