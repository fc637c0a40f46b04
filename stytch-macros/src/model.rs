//! Valid declarations only: what `lower` let through, or what stands in for what it refused.

use proc_macro2::{Ident, Span, TokenStream};

use crate::keyword::{Method, Section};

/// An endpoint with its two structs.
pub(crate) struct Endpoint {
    /// `None` for types without a method.
    pub(crate) resource: Option<Ident>,
    pub(crate) name: Ident,
    pub(crate) docs_url: Option<String>,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) host: Host,
    /// `None` where the HTTP method decides.
    pub(crate) repeat: Option<Repeat>,
    pub(crate) body: BodyFormat,
    pub(crate) auth: Auth,
    pub(crate) envelope: Envelope,
    /// `None` where the answer comes at once.
    pub(crate) pages: Option<Pages>,
    pub(crate) request: Object,
    pub(crate) response: Object,
}

/// How an endpoint is read page by page.
pub(crate) struct Pages {
    /// The field of the request that says which page, a `String` that may be absent.
    pub(crate) cursor: Ident,
    /// Where the response says how to go on.
    pub(crate) next: NextCursor,
    /// The list in the response.
    pub(crate) items: Ident,
    pub(crate) items_presence: Presence,
    pub(crate) items_wire_name: String,
    /// What the list holds.
    pub(crate) item: Type,
}

/// Where a response says how to go on.
pub(crate) enum NextCursor {
    /// In a field of its own, a `String`.
    Field(Ident),
    /// In the `next_cursor` of this field; the span is that of its type.
    Within { ident: Ident, presence: Presence, span: Span },
}

/// A struct with a table: a request, a response or an `object!`.
pub(crate) struct Object {
    /// The path of `stytch-api`.
    pub(crate) krate: TokenStream,
    pub(crate) name: Ident,
    pub(crate) docs: Docs,
    /// The `#[cfg(…)]`s, for every item.
    pub(crate) cfg: TokenStream,
    /// The `#[deprecated]`, if any.
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) fields: Vec<Field>,
}

/// An enum of strings.
pub(crate) struct OpenEnum {
    /// The path of `stytch-api`.
    pub(crate) krate: TokenStream,
    pub(crate) name: Ident,
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) variants: Vec<Variant>,
}

/// One value of an enum.
pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) value: String,
    pub(crate) docs: Docs,
}

/// A doc comment.
#[derive(Default)]
pub(crate) struct Docs {
    /// As written, to be put on an item; nothing where nothing was written.
    pub(crate) attributes: TokenStream,
    /// As text, one leading space off each line.
    pub(crate) text: String,
}

/// One field of an [`Object`].
pub(crate) struct Field {
    pub(crate) ident: Ident,
    /// The name without `r#`.
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// Whether the type, not the spec, names the header that it travels in.
    pub(crate) header: HeaderName,
    pub(crate) docs: Docs,
    /// `None` in an object.
    pub(crate) section: Option<Section>,
    pub(crate) presence: Presence,
    pub(crate) ty: Type,
}

impl Field {
    /// The part of a spec that holds the field, as messages name it.
    pub(crate) fn container(&self) -> &'static str {
        self.section.map_or("object", Section::as_str)
    }
}

/// The type of a field, of an optional one without its `Option`.
#[derive(Clone)]
pub(crate) struct Type {
    pub(crate) tokens: TokenStream,
    /// What to point at when the compiler refuses it: the innermost part that could be at fault.
    pub(crate) span: Span,
    pub(crate) shape: Shape,
}

/// What the macros know of a type by its spelling.
#[derive(Clone)]
pub(crate) enum Shape {
    Bool,
    I32,
    I64,
    U32,
    U64,
    F64,
    String,
    Secret,
    Timestamp,
    Json,
    Metadata,
    List(Box<Type>),
    Map(Box<Type>),
    Nullable(Box<Type>),
    /// Nothing: an `object!`, an `open_enum!`, a type of the user's own.
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderName {
    None,
    Written,
    OfType,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Zero,
    Optional,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Api,
    Telemetry,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    Safe,
    Unsafe,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFormat {
    None,
    Json,
    Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Auth {
    Basic,
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Envelope {
    Stytch,
    Bare,
}
