//! What may travel where, and which names the expansion needs for itself.

use proc_macro2::Ident;

use crate::{
    errors::Errors,
    model::{Field, Presence, Shape},
};

use super::fields::Home;

/// Reports a type that has no form in its section.
pub(crate) fn check_placement(field: &Field, home: Home, errors: &mut Errors) {
    let section = match home {
        Home::Path => "a path segment",
        Home::Header => "a header",
        Home::Query => "a query parameter",
        Home::FormBody => "a form field",
        Home::Body | Home::Response | Home::BareResponse | Home::Object => return,
    };
    let takes_lists = matches!(home, Home::Query | Home::FormBody);
    let (refused, fix) = match &field.ty.shape {
        Shape::List(element) if takes_lists => match &element.shape {
            Shape::List(_) => ("a list of lists", "write a list of strings"),
            element => match unplaceable(element) {
                Some(refused) => (refused, "write a list of strings"),
                None => return,
            },
        },
        Shape::List(_) => ("a list", "write `String`, or move the field"),
        Shape::F64 if !takes_lists => ("a float", "write `String`, or move the field"),
        shape => match unplaceable(shape) {
            Some(refused) => (refused, "write `String`, or move the field"),
            None => return,
        },
    };
    errors.over(&field.ty.tokens, format_args!("{section} cannot hold {refused}; {fix}"));
}

fn unplaceable(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Map(_) => Some("a map"),
        Shape::Metadata => Some("`Metadata`"),
        Shape::Json => Some("`Json`"),
        Shape::Nullable(_) => Some("`null`"),
        _ => None,
    }
}

/// Reports a method that would be the second of its name on the resource; says whether it is not.
pub(crate) fn check_method_name(name: &Ident, resource: &Ident, errors: &mut Errors) -> bool {
    let is_free = name != "new" && name != "endpoints";
    if !is_free {
        errors.at(
            name.span(),
            format_args!(
                "`{resource}::{name}` is what `resource!` generates; name the method otherwise"
            ),
        );
    }
    is_free
}

/// Reports a setter that would hide what the expansion generates; says whether there is none.
pub(crate) fn check_generated_names(field: &Field, home: Home, errors: &mut Errors) -> bool {
    let has_setter =
        home == Home::Object || (home.is_request() && field.presence == Presence::Optional);
    let hides = match field.name.as_str() {
        "new" => home.is_request(),
        "default" => true,
        _ => false,
    };
    let is_free = !(has_setter && hides);
    if !is_free {
        let name = &field.name;
        let mark = if field.presence == Presence::Optional { "?" } else { "" };
        errors.at(
            field.ident.span(),
            format_args!(
                "setter `{name}` would hide the generated `{name}`; \
                 write `{name}_value{mark}: … = \"{name}\"`"
            ),
        );
    }
    is_free
}
