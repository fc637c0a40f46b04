//! Which sections there are, each once and in order.

use proc_macro2::Ident;

use crate::{
    ast::{self, Field},
    errors::Errors,
    keyword::Section,
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
pub(crate) fn lower_sections(written: Vec<ast::Section>, errors: &mut Errors) -> Sections {
    let mut sections = Sections::default();
    let mut furthest = Section::Path;
    for ast::Section { name, fields } in written {
        let Some(section) = lower_section_name(&name, errors) else { continue };
        let earlier = match section {
            Section::Path => &mut sections.path,
            Section::Query => &mut sections.query,
            Section::Header => &mut sections.header,
            Section::Body => &mut sections.body,
            Section::Response => &mut sections.response,
        };
        let spelling = section.as_str();
        if let Some(first) = earlier {
            errors.at(
                name.span(),
                format_args!("section `{spelling}` stands twice; put its fields into one"),
            );
            merge(&mut first.list, fields);
            continue;
        }
        *earlier = Some(Fields { section: name.clone(), list: fields });
        if section < furthest {
            let furthest = furthest.as_str();
            errors.at(
                name.span(),
                format_args!(
                    "section `{spelling}` comes before `{furthest}`; move it up (the order is {})",
                    listed(Section::SPELLINGS)
                ),
            );
        } else {
            furthest = section;
        }
    }
    sections
}

fn lower_section_name(name: &Ident, errors: &mut Errors) -> Option<Section> {
    let written = name.to_string();
    if let Some(section) = Section::from_spelling(&written) {
        return Some(section);
    }
    errors.at(name.span(), unknown("section", "sections", &written, Section::SPELLINGS));
    nearest(&written, Section::SPELLINGS).and_then(Section::from_spelling)
}

/// Adds what a repeated section has beyond the first; its repeated fields are no further errors.
fn merge(first: &mut Vec<Field>, second: Vec<Field>) {
    for field in second {
        if !first.iter().any(|other| other.name == field.name) {
            first.push(field);
        }
    }
}
