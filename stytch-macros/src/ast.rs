//! The unchecked syntax of a declaration, with spans.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Meta, Path, Type, TypePath, Visibility};

use crate::keyword;

/// `#[…] Resource::name: METHOD "/path"; section { … } …`
pub(crate) struct Endpoint {
    /// The path of `stytch-api`, from the wrapper macro.
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) resource: Option<Ident>,
    /// The modules before a resource that is written as a path, which is an error that has been
    /// reported; otherwise empty.
    pub(crate) modules: Vec<Ident>,
    /// `None` if it could not be parsed; the error has been reported. This also applies to the fields
    /// below.
    pub(crate) name: Option<Ident>,
    pub(crate) method: Option<Ident>,
    pub(crate) path: Option<LitStr>,
    pub(crate) sections: Vec<Section>,
}

/// `body { … }`
pub(crate) struct Section {
    pub(crate) name: Ident,
    /// The first token that deviates from `name { … }`; the name itself is checked separately.
    pub(crate) mistake: Option<Span>,
    pub(crate) fields: SectionFields,
}

impl Section {
    pub(crate) fn fields(&self) -> &[Field] {
        match &self.fields {
            SectionFields::Listed(fields)
            | SectionFields::Loose(fields)
            | SectionFields::Trailing(_, fields) => fields,
            SectionFields::Unknown(_) => &[],
        }
    }
}

/// The fields of a section.
pub(crate) enum SectionFields {
    Listed(Vec<Field>),
    /// Fields without a section; its name is that of the first field.
    Loose(Vec<Field>),
    /// Fields after the braces of a section; the name is that of the first field.
    Trailing(keyword::Section, Vec<Field>),
    /// Other content, such as a type.
    Unknown(TokenStream),
}

/// `#[…] Name { … }`, fields in the braces.
pub(crate) struct Object {
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    /// `None` if it could not be parsed, which has been reported.
    pub(crate) name: Option<Ident>,
    pub(crate) fields: Vec<Field>,
}

/// `#[…] Name { … }`, variants in the braces.
pub(crate) struct OpenEnum {
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    /// `None` if it could not be parsed, which has been reported.
    pub(crate) name: Option<Ident>,
    pub(crate) variants: Vec<Variant>,
}

/// `#[…] pub Name { … }`, the parts in the braces.
pub(crate) struct Resource {
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) parts: Vec<ResourcePart>,
}

/// A part of a resource.
pub(crate) enum ResourcePart {
    Endpoints(EndpointList),
    Child(Child),
}

/// `endpoints: [OpenRequest]`
pub(crate) struct EndpointList {
    pub(crate) name: Ident,
    /// The valid request types. Errors have been reported for the others.
    pub(crate) requests: Vec<TypePath>,
}

/// `#[…] name: Type`
pub(crate) struct Child {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    /// A path without arguments.
    pub(crate) ty: Option<Path>,
}

/// `#[…] name?: Type = "wire-name"`
pub(crate) struct Field {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) mark: Option<Mark>,
    pub(crate) ty: Option<FieldType>,
    pub(crate) wire_name: Option<LitStr>,
    /// `None` if the field is written in the notation of a spec.
    pub(crate) notation: Option<FieldNotation>,
}

/// A part of a field that is written in the notation of another tool. The other members of `Field` hold
/// its interpretation.
pub(crate) struct FieldNotation {
    /// The tokens at fault.
    pub(crate) tokens: TokenStream,
    pub(crate) kind: FieldNotationKind,
    /// Whether the comma after the field is missing, or a `;`. The message then shows the comma.
    pub(crate) lacks_comma: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldNotationKind {
    /// `name => Type`, `name = Type`, `name Type`, `name(Type)`
    Separator,
    /// `name: : Type`, `name:: Type`
    ExtraColon,
    /// `name:`
    MissingType,
    /// `name`, `name, other: Type`
    BareName,
    /// `door-id: Type`
    Name,
    /// `door.id: Type`
    NestedName,
    /// `"name": Type`
    QuotedName,
    /// `let name: Type`, `private final name: Type`
    Modifier,
    /// `name: mut Type`
    TypeModifier,
    /// `optional name: Type`
    OptionalWord,
    /// `required name: Type`
    RequiredWord,
    /// `repeated name: Type`
    RepeatedWord,
    /// `@Query("name") name: Type`
    Annotation,
    /// `Type name`, `Type name = 1;`
    TypeFirst,
    /// `name: { type: Type }`
    Schema,
    /// `properties: { name: Type }`
    Property,
    /// `name: 5`
    Value,
    /// `?name: Type`, `name: Type?`
    MisplacedMark,
    /// `name??: Type`, `name?: Type?`
    RepeatedMark,
    /// `name?!: Type`, `name!: Type?`, `name!: Option<Type>`
    BothMarks,
    /// `name = "wire-name": Type`, `name: Type as "wire-name"`
    MisplacedWireName,
    /// `name: Type = wire_name`, `name: Type =`
    UnquotedWireName,
    /// `name: Type = 5`
    DefaultValue,
    /// `name: Type = 1`, the number of the field
    Number,
    /// `name: Type where …`
    WhereClause,
    /// `name: TEXT NOT NULL`
    Constraint,
}

/// The type of a field as written.
pub(crate) enum FieldType {
    Rust(Box<Type>),
    /// Tokens that are not a Rust type, such as `string[]`.
    Foreign(TokenStream),
}

/// The mark after a field's name.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    Optional(Span),
    Required(Span),
}

impl Mark {
    pub(crate) fn span(self) -> Span {
        match self {
            Self::Optional(span) | Self::Required(span) => span,
        }
    }

    /// The character that is the mark in a spec.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Optional(_) => "?",
            Self::Required(_) => "!",
        }
    }
}

/// `#[…] Name = "value"`
pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) value: Option<LitStr>,
    /// `None` if the variant is written in the notation of a spec.
    pub(crate) notation: Option<VariantNotation>,
}

/// A part of a variant that is written in the notation of another tool. The other members of `Variant`
/// hold its interpretation.
pub(crate) struct VariantNotation {
    /// The tokens at fault.
    pub(crate) tokens: TokenStream,
    pub(crate) kind: VariantNotationKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum VariantNotationKind {
    /// `Name`
    MissingValue,
    /// `Name: "value"`, `Name => "value"`, `Name("value")`
    Separator,
    /// `"value" = Name`, `case name = "value"`
    NotFirst,
    /// `"value"`
    ValueOnly,
    /// `Name(Type)`, `Name { field: Type }`
    Fields,
    /// `Name = 1`
    Number,
    /// `Name = value`
    NotAString,
}

/// `#[…]` or a doc comment.
pub(crate) struct Attribute {
    /// The whole attribute, from the `#`.
    pub(crate) tokens: TokenStream,
    /// The content of the brackets.
    pub(crate) meta: Meta,
}
