//! The model of a declaration. It contains only valid parts: `lower` replaces or omits everything that
//! it rejects.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Path, TypePath, Visibility};

use crate::keyword::{Method, Section};

/// An endpoint with its request and response.
pub(crate) struct Endpoint {
    /// `None` if the endpoint has no method.
    pub(crate) resource: Option<Ident>,
    /// The modules before the resource, if it was written as a path, which has been reported; otherwise
    /// empty.
    pub(crate) modules: Vec<Ident>,
    pub(crate) name: Ident,
    pub(crate) docs_url: Option<String>,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// `None` if the resource determines it.
    pub(crate) host: Option<Host>,
    /// `None` if the HTTP method determines it.
    pub(crate) retry_safety: Option<RetrySafety>,
    pub(crate) body: BodyFormat,
    pub(crate) auth: Auth,
    pub(crate) envelope: Envelope,
    /// `None` if the endpoint is not paginated.
    pub(crate) pages: Option<Pages>,
    pub(crate) request: Object,
    pub(crate) response: Object,
}

/// The pagination of an endpoint. A part is `None` if it is invalid in the spec.
pub(crate) struct Pages {
    /// The request field that selects the page, an optional `String`.
    pub(crate) cursor: Option<Ident>,
    /// The cursor of the next page in the response.
    pub(crate) next: Option<NextCursor>,
    /// The list in the response.
    pub(crate) items: Option<Items>,
    /// The element type of the list.
    pub(crate) item: Type,
}

/// The location of the next page's cursor in a response.
pub(crate) enum NextCursor {
    /// In this field, a `String`.
    Field(Ident),
    /// In the `next_cursor` of this field. `span` is that of its type.
    Within { ident: Ident, presence: Presence, span: Span },
}

/// The list that contains the items of a page.
pub(crate) struct Items {
    pub(crate) ident: Ident,
    pub(crate) presence: Presence,
    pub(crate) wire_name: String,
}

/// A struct with a table: a request, a response or an `object!`.
pub(crate) struct Object {
    /// The path of `stytch-api`.
    pub(crate) krate: TokenStream,
    pub(crate) name: Ident,
    pub(crate) docs: Docs,
    /// The `#[cfg(…)]`s, to repeat on every generated item.
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    pub(crate) direction: Direction,
    pub(crate) fields: Vec<Field>,
}

/// Whether a struct is part of requests.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// A request, or an object with `#[request]`: a field without a mark is required.
    Sent,
    /// A response or any other object.
    Received,
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
    /// Rejected variants such as `Other(String)`, which callers may match.
    pub(crate) catch_alls: Vec<Ident>,
}

/// One value of an enum.
pub(crate) struct Variant {
    pub(crate) name: Ident,
    pub(crate) value: String,
    pub(crate) docs: Docs,
}

/// A resource with its endpoints and child resources.
pub(crate) struct Resource {
    /// The path of `stytch-api`.
    pub(crate) krate: TokenStream,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
    /// `None` for the API itself.
    pub(crate) host: Option<Host>,
    /// The request types of its endpoints.
    pub(crate) requests: Vec<TypePath>,
    pub(crate) children: Vec<Child>,
}

/// A child of a [`Resource`], reached by a method.
pub(crate) struct Child {
    pub(crate) ident: Ident,
    /// The name, without `r#`.
    pub(crate) name: String,
    /// The type without its lifetime.
    pub(crate) ty: Path,
    pub(crate) docs: Docs,
    pub(crate) cfg: TokenStream,
    pub(crate) deprecated: Option<TokenStream>,
}

/// A doc comment.
#[derive(Default)]
pub(crate) struct Docs {
    /// The doc attributes as written; empty if there are none.
    pub(crate) attributes: TokenStream,
    /// The text, without one leading space on each line.
    pub(crate) text: String,
}

/// One field of an [`Object`].
pub(crate) struct Field {
    pub(crate) ident: Ident,
    /// The Rust name, without `r#`.
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// How a header field gets the name of its header.
    pub(crate) header: HeaderName,
    pub(crate) docs: Docs,
    /// `None` in an object.
    pub(crate) section: Option<Section>,
    pub(crate) presence: Presence,
    /// Whether the field holds every member that has no other field (`#[flatten]`).
    pub(crate) is_flattened: bool,
    pub(crate) ty: Type,
}

impl Field {
    /// The section for messages, or `object` for a field of an object.
    pub(crate) fn container(&self) -> &'static str {
        self.section.map_or("object", Section::as_str)
    }
}

/// The type of a field, without the `Option` of an optional one.
#[derive(Clone)]
pub(crate) struct Type {
    pub(crate) tokens: TokenStream,
    /// The first and the last token as written, for the span of an error about the type.
    pub(crate) ends: TokenStream,
    /// The span for compiler errors about the type: that of the innermost part that can be at fault.
    pub(crate) span: Span,
    pub(crate) kind: TypeKind,
}

/// The kind of a type, as far as the macros can infer it from its spelling.
#[derive(Clone)]
pub(crate) enum TypeKind {
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
    /// `Box<T>`.
    Boxed(Box<Type>),
    /// Unknown to the macros: an `object!`, an `open_enum!` or a user's type.
    Other,
    /// Replaces a type that has been reported, and is never checked again. Its tokens are those of
    /// `Json`.
    StandIn,
}

impl Type {
    /// Whether the type or a part of it replaces one that has been reported.
    pub(crate) fn has_stand_in(&self) -> bool {
        match &self.kind {
            TypeKind::StandIn => true,
            TypeKind::List(inner)
            | TypeKind::Map(inner)
            | TypeKind::Nullable(inner)
            | TypeKind::Boxed(inner) => inner.has_stand_in(),
            TypeKind::Bool
            | TypeKind::I32
            | TypeKind::I64
            | TypeKind::U32
            | TypeKind::U64
            | TypeKind::F64
            | TypeKind::String
            | TypeKind::Secret
            | TypeKind::Timestamp
            | TypeKind::Json
            | TypeKind::Metadata
            | TypeKind::Other => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderName {
    /// The field is not in a header.
    None,
    /// The spec gives the header name.
    Written,
    /// The type provides the header name.
    OfType,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Defaulted,
    Optional,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Telemetry,
    Management,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RetrySafety {
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
