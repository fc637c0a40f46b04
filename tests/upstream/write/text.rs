//! The text of declarations, in the layout of the specs. rustfmt does not format macros.

use super::types::raw;
use crate::upstream::facts::Operation;
pub(super) use crate::upstream::name::pascal_case;

const WIDTH: usize = 100;

/// The sections of an endpoint, in their order.
pub(super) const SECTIONS: [&str; 5] = ["path", "query", "header", "body", "response"];

pub(super) fn endpoint(
    operation: &Operation,
    resource: &str,
    attributes: &[String],
    sections: &[String],
) -> String {
    let mut text = String::from("endpoint! {\n    /// TODO: describe the endpoint.\n");
    for attribute in attributes {
        text.extend(["    #[", attribute.as_str(), "]\n"]);
    }
    let method = format!("    {resource}::{}:", raw(&operation.sdk_method));
    let route = format!("{} \"{}\";", operation.method, operation.path);
    let is_short = method.len() + 1 + route.len() <= WIDTH;
    text.push_str(&method);
    text.push_str(if is_short { " " } else { "\n        " });
    text.push_str(&route);
    text.push('\n');
    for section in sections {
        text.push('\n');
        text.push_str(section);
    }
    text.push_str("}\n");
    text
}

/// The file of a new resource.
pub(super) fn resource_file(name: &str, host: Option<&str>) -> String {
    let docs = "TODO: describe the resource.";
    let host = host.map(|host| format!("    #[host({host})]\n")).unwrap_or_default();
    format!(
        "//! {docs}\n\nuse crate::resource;\n\nresource! {{\n    /// {docs}\n{host}    pub {name} {{\n        \
         endpoints: [],\n    }}\n}}\n"
    )
}

/// The lines of a child in the declaration of its parent.
pub(super) fn child(name: &str, resource: &str) -> String {
    format!("        /// TODO: describe the resource.\n        {name}: {name}::{resource},")
}

pub(super) fn section(name: &str, lines: &[String]) -> String {
    format!("    {name} {{\n{}    }}\n", lines.concat())
}

pub(super) fn object(name: &str, is_request: bool, lines: &[String]) -> String {
    let attribute = if is_request { "    #[request]\n" } else { "" };
    let docs = "    /// TODO: describe the type.\n";
    format!("object! {{\n{docs}{attribute}    {name} {{\n{}    }}\n}}\n", lines.concat())
}

pub(super) fn open_enum(name: &str, values: &[String]) -> String {
    let docs = "    /// TODO: describe the type.\n";
    let variants: String = values.iter().map(|value| variant(value)).collect();
    format!("open_enum! {{\n{docs}    {name} {{\n{variants}    }}\n}}\n")
}

/// The lines of a field, `line`, with its docs.
pub(super) fn documented(name: &str, line: &str) -> String {
    format!("        /// TODO: describe `{name}`.\n        {line}\n")
}

/// The lines of a variant.
pub(super) fn variant(value: &str) -> String {
    let words = value.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
    let name = pascal_case(&words.to_lowercase());
    // A name cannot start with a digit, and these are taken.
    let is_valid = name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && !["Self", "Unknown"].contains(&name.as_str());
    let name = if is_valid { name } else { format!("Value{name}") };
    documented(value, &format!("{name} = \"{value}\","))
}
