//! Checks that each section appears once and in order.

use proc_macro2::Ident;

use crate::{
    ast::{self, Field},
    errors::Errors,
    keyword::Section,
    suggest::{listed, nearest, unknown},
};

/// The sections of an endpoint; `None` for those that it does not have.
#[derive(Default)]
pub(crate) struct Sections {
    pub(crate) path: Option<ast::Section>,
    pub(crate) query: Option<ast::Section>,
    pub(crate) header: Option<ast::Section>,
    pub(crate) body: Option<ast::Section>,
    pub(crate) response: Option<ast::Section>,
}

/// Collects the sections; a misspelt one is treated as the nearest valid one.
pub(crate) fn lower_sections(written: Vec<ast::Section>, errors: &mut Errors) -> Sections {
    let mut sections = Sections::default();
    let mut furthest = Section::Path;
    for written in written {
        let span = written.name.span();
        let Some(section) = lower_section_name(&written.name, errors) else { continue };
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
                span,
                format_args!("duplicate section `{spelling}`; merge its fields into the first"),
            );
            merge(&mut first.fields, written.fields);
            continue;
        }
        *earlier = Some(written);
        if section < furthest {
            let furthest = furthest.as_str();
            errors.at(
                span,
                format_args!(
                    "section `{spelling}` must come before `{furthest}`; move it up (the order is {})",
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

/// Adds the fields of a duplicate section, without those that the first one has: they would be
/// reported again.
fn merge(first: &mut Vec<Field>, second: Vec<Field>) {
    for field in second {
        if !first.iter().any(|other| other.name == field.name) {
            first.push(field);
        }
    }
}
