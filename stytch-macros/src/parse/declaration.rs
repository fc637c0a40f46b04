//! What distinguishes `object!` from `open_enum!`, which are parsed alike.

use proc_macro2::Group;

use super::in_braces::{fields_in_braces, variants_in_braces};

/// The words that messages use for a macro that declares one type.
#[derive(Clone, Copy)]
pub(crate) struct Declaration {
    pub(crate) macro_name: &'static str,
    pub(crate) noun: &'static str,
    pub(crate) part: &'static str,
    pub(crate) example: &'static str,
    /// Formats the suggested content of the braces for parts in parentheses or brackets, if it is short.
    pub(crate) in_braces: fn(&Group) -> Option<String>,
}

pub(crate) const OBJECT: Declaration = Declaration {
    macro_name: "object!",
    noun: "an object",
    part: "field",
    example: "{ field: Type }",
    in_braces: fields_in_braces,
};

pub(crate) const OPEN_ENUM: Declaration = Declaration {
    macro_name: "open_enum!",
    noun: "an open enum",
    part: "variant",
    example: "{ Variant = \"value\" }",
    in_braces: variants_in_braces,
};
