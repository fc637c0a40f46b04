//! Checks the names of declared types. In a spec, some names always refer to built-in types.

use proc_macro2::Ident;

use crate::{
    errors::Errors,
    notation::{may_be_own, named},
};

/// Reports a type that no field could use, because its name refers to a built-in type.
pub(crate) fn check_type_name(name: &Ident, errors: &mut Errors) {
    let name_text = name.to_string();
    let module = match name_text.as_str() {
        "Json" | "Metadata" | "Nullable" | "Secret" | "Timestamp" => "stytch_api",
        "String" => "std::string",
        "Vec" => "std::vec",
        "Box" => "std::boxed",
        "BTreeMap" | "HashMap" => "std::collections",
        "Option" => "std::option",
        other if named(other).is_some() && !may_be_own(other, false) => {
            return errors.at(
                name.span(),
                format_args!("no field can have a type with the name `{name}`; use another name"),
            );
        }
        _ => return,
    };
    errors.at(
        name.span(),
        format_args!("`{name}` in a spec is always `{module}::{name}`; use another name"),
    );
}
