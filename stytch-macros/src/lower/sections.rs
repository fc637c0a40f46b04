//! Which sections there are, each once and in order.

use proc_macro2::Ident;

use crate::{
    ast::{Field, SECTION_NAMES, Section},
    errors::Errors,
    suggest::{listed, nearest, unknown},
};

/// The fields of each section; `None` where there is no such section.
#[derive(Default)]
pub(crate) struct Sections {
    pub(crate) path: Option<Fields>,
    pub(crate) query: Option<Fields>,
    pub(crate) header: Option<Fields>,
    pub(crate) body: Option<Fields>,
    pub(crate) response: Option<Fields>,
}

/// One section: its name as written, to point at, and its fields.
pub(crate) struct Fields {
    pub(crate) section: Ident,
    pub(crate) list: Vec<Field>,
}

/// Sorts the sections out; a misspelt one is taken for what it was meant to be.
pub(crate) fn lower_sections(written: Vec<Section>, errors: &mut Errors) -> Sections {
    let mut sections = Sections::default();
    let mut furthest = SECTION_NAMES[0];
    for Section { name, fields } in written {
        let Some(meant) = lower_section_name(&name, errors) else { continue };
        let slot = match meant {
            "path" => &mut sections.path,
            "query" => &mut sections.query,
            "header" => &mut sections.header,
            "body" => &mut sections.body,
            _ => &mut sections.response,
        };
        if let Some(first) = slot {
            errors.at(
                name.span(),
                format_args!("section `{meant}` stands twice; put its fields into one"),
            );
            merge(&mut first.list, fields);
            continue;
        }
        *slot = Some(Fields { section: name.clone(), list: fields });
        if position(meant) < position(furthest) {
            errors.at(
                name.span(),
                format_args!(
                    "section `{meant}` comes before `{furthest}`; move it up (the order is {})",
                    listed(SECTION_NAMES)
                ),
            );
        } else {
            furthest = meant;
        }
    }
    sections
}

fn position(name: &str) -> Option<usize> {
    SECTION_NAMES.iter().position(|candidate| *candidate == name)
}

fn lower_section_name(name: &Ident, errors: &mut Errors) -> Option<&'static str> {
    let written = name.to_string();
    if let Some(known) = SECTION_NAMES.iter().find(|known| **known == written) {
        return Some(known);
    }
    errors.at(name.span(), unknown("section", "sections", &written, SECTION_NAMES));
    nearest(&written, SECTION_NAMES)
}

/// Adds what a repeated section has beyond the first; its repeated fields are no further errors.
fn merge(first: &mut Vec<Field>, second: Vec<Field>) {
    for field in second {
        if !first.iter().any(|other| other.name == field.name) {
            first.push(field);
        }
    }
}
