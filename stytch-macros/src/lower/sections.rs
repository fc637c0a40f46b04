//! Checks that each section appears once and in order, and interprets sections in the notations of other
//! tools.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use syn::{LitStr, ext::IdentExt};

use super::{
    section_type::{is_nothing, listed_type},
    ty::spelling,
};
use crate::{
    ast::{self, Field, FieldType, Mark, SectionFields},
    errors::Errors,
    keyword::{Method, Section},
    section_word::{SINGLE_VALUES, SectionWord},
    suggest::{listed, unknown},
};

/// The sections of an endpoint; `None` if a section is missing.
#[derive(Default)]
pub(crate) struct Sections {
    pub(crate) path: Option<SectionContent>,
    pub(crate) query: Option<SectionContent>,
    pub(crate) header: Option<SectionContent>,
    pub(crate) body: Option<SectionContent>,
    pub(crate) response: Option<SectionContent>,
}

/// The content of a section.
pub(crate) struct SectionContent {
    section: Section,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
    /// Whether some fields could not be parsed, which has been reported.
    pub(crate) is_incomplete: bool,
}

/// The context for interpreting sections in other notations.
#[derive(Clone, Copy)]
pub(crate) struct SectionContext<'a> {
    pub(crate) method: Method,
    /// The names of the endpoint's sections as written.
    pub(crate) declared: &'a [String],
    /// The placeholders of the path: fields with these names belong in `path`.
    pub(crate) placeholders: &'a [String],
    /// Whether the endpoint has `#[form]`.
    pub(crate) is_form: bool,
}

impl Sections {
    fn get_mut(&mut self, section: Section) -> &mut Option<SectionContent> {
        match section {
            Section::Path => &mut self.path,
            Section::Query => &mut self.query,
            Section::Header => &mut self.header,
            Section::Body => &mut self.body,
            Section::Response => &mut self.response,
        }
    }

    pub(crate) fn is_incomplete(&self, section: Section) -> bool {
        let content = match section {
            Section::Path => &self.path,
            Section::Query => &self.query,
            Section::Header => &self.header,
            Section::Body => &self.body,
            Section::Response => &self.response,
        };
        content.as_ref().is_some_and(|content| content.is_incomplete)
    }
}

/// The names of the sections as written.
pub(crate) fn section_names(written: &[ast::Section]) -> Vec<String> {
    let named = written.iter().filter(|section| match section.fields {
        SectionFields::Listed(_) | SectionFields::Unknown(_) => true,
        SectionFields::Loose(_) | SectionFields::Trailing(..) => false,
    });
    named.map(|section| section.name.to_string()).collect()
}

/// Collects the sections. Reports each section in another notation and converts it.
pub(crate) fn lower_sections(
    written: Vec<ast::Section>,
    context: SectionContext<'_>,
    errors: &mut Errors,
) -> Sections {
    let mut sections = Sections::default();
    let mut furthest = Section::Path;
    for written in written {
        let is_exact = Section::from_spelling(&written.name.to_string());
        if let (Some(section), None) = (is_exact, written.mistake) {
            check_order(section, &written.name, &mut furthest, errors);
        }
        for content in lower_section(written, context, errors) {
            let earlier = sections.get_mut(content.section);
            add_section(content, earlier, errors);
        }
    }
    sections
}

fn check_order(section: Section, name: &Ident, furthest: &mut Section, errors: &mut Errors) {
    if section >= *furthest {
        *furthest = section;
        return;
    }
    let (spelling, later) = (section.as_str(), furthest.as_str());
    errors.at(
        name.span(),
        format_args!(
            "section `{spelling}` must come before `{later}`; move it up (the order is {})",
            listed(Section::SPELLINGS)
        ),
    );
}

/// Adds a section, or reports it as a duplicate and adds its fields to the first.
fn add_section(content: SectionContent, earlier: &mut Option<SectionContent>, errors: &mut Errors) {
    let Some(first) = earlier else {
        *earlier = Some(content);
        return;
    };
    let spelling = content.section.as_str();
    if content.name == spelling && first.name == spelling {
        errors.at(
            content.name.span(),
            format_args!("duplicate section `{spelling}`; merge its fields into the first"),
        );
    }
    merge(&mut first.fields, content.fields);
    first.is_incomplete |= content.is_incomplete;
}

/// Adds the fields of a duplicate section, except those that the first one also has, which would be
/// reported again.
fn merge(first: &mut Vec<Field>, second: Vec<Field>) {
    let names: HashSet<String> = first.iter().map(|field| field.name.to_string()).collect();
    first.extend(second.into_iter().filter(|field| !names.contains(&field.name.to_string())));
}

/// Returns the section. A section in another notation can become several.
fn lower_section(
    written: ast::Section,
    context: SectionContext<'_>,
    errors: &mut Errors,
) -> Vec<SectionContent> {
    let ast::Section { name, mistake, fields } = written;
    let (fields, is_incomplete) = match fields {
        SectionFields::Listed(fields) => (fields, false),
        SectionFields::Loose(fields) => return lower_loose(name, fields, context, errors),
        SectionFields::Trailing(section, fields) => {
            report_trailing(section, &name, &fields, errors);
            return vec![SectionContent { section, name, fields, is_incomplete: false }];
        }
        SectionFields::Unknown(tokens) => {
            (lower_unknown(&name, &tokens, context, errors).into_iter().collect(), true)
        }
    };
    let spelling = name.to_string();
    if let Some(section) = Section::from_spelling(&spelling) {
        if let (Some(mistake), false) = (mistake, is_incomplete) {
            errors.at(mistake, notation(section));
        }
        return vec![SectionContent { section, name, fields, is_incomplete }];
    }
    let Some(word) = SectionWord::from_name(&spelling) else {
        let message = unknown("section", "sections", &spelling, Section::SPELLINGS);
        errors.at(name.span(), message);
        return Vec::new();
    };
    let Some(section) = section_for(word, context) else { return Vec::new() };
    if is_incomplete {
        let incomplete =
            |section, name, fields| SectionContent { section, name, fields, is_incomplete };
        // The fields of the placeholders may be among the unknown ones.
        let path = matches!(word, SectionWord::Request | SectionWord::Parameters)
            .then(|| incomplete(Section::Path, name.clone(), Vec::new()));
        return path.into_iter().chain([incomplete(section, name, fields)]).collect();
    }
    let understood = SectionContent { section, name, fields, is_incomplete };
    let divided = match word {
        SectionWord::Request | SectionWord::Parameters => {
            split_path_fields(understood, context.placeholders)
        }
        SectionWord::Cookies => vec![lower_cookies(understood, context.declared, errors)],
        SectionWord::Section(_)
        | SectionWord::Form
        | SectionWord::Multipart
        | SectionWord::Unneeded(_) => vec![understood],
    };
    if word != SectionWord::Cookies {
        report_word(&divided, word, context, errors);
    }
    divided
}

/// The section for a word; `None` if the word is not a section.
fn section_for(word: SectionWord, context: SectionContext<'_>) -> Option<Section> {
    let SectionContext { method, declared, .. } = context;
    let section = word.section(method)?;
    let body = [
        SectionWord::Section(Section::Body),
        SectionWord::Request,
        SectionWord::Form,
        SectionWord::Multipart,
    ];
    let means_body =
        |name: &String| SectionWord::from_name(name).is_some_and(|word| body.contains(&word));
    let is_taken = word == SectionWord::Parameters && declared.iter().any(means_body);
    let is_body = section == Section::Body && (is_taken || !method.carries_body());
    Some(if is_body { Section::Query } else { section })
}

fn notation(section: Section) -> String {
    format!("a section is only a name and fields in braces; write `{} {{ … }}`", section.as_str())
}

/// Reports a section without fields in braces. Returns the suggested field, if any.
fn lower_unknown(
    name: &Ident,
    tokens: &TokenStream,
    context: SectionContext<'_>,
    errors: &mut Errors,
) -> Option<Field> {
    let word = SectionWord::from_name(&name.to_string())?;
    let Some(section) = section_for(word, context) else {
        let SectionWord::Unneeded(reason) = word else { return None };
        let message = format!("unknown section `{name}`; remove it, because {reason}");
        errors.at(name.span(), message);
        return None;
    };
    if tokens.is_empty() {
        errors.at(name.span(), notation(section));
        return None;
    }
    if is_nothing(tokens) {
        let message = format!("section `{name}` must not be empty; remove it");
        errors.at(name.span(), message);
        return None;
    }
    let (fix, field) = listed_type(section.as_str(), tokens);
    errors.over(tokens, format_args!("the fields of a section must be listed; {fix}"));
    field.filter(|_| matches!(section, Section::Body | Section::Response))
}

/// Reports fields after the braces of their section.
fn report_trailing(section: Section, first: &Ident, fields: &[Field], errors: &mut Errors) {
    let names: Vec<_> = fields.iter().map(|field| field.name.to_string()).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    errors.at(
        first.span(),
        format_args!(
            "fields must be in a section; move {} into the braces of `{}`",
            listed(&names),
            section.as_str()
        ),
    );
}

/// Reports fields without a section, and treats them as fields of the request.
fn lower_loose(
    name: Ident,
    fields: Vec<Field>,
    SectionContext { method, placeholders, .. }: SectionContext<'_>,
    errors: &mut Errors,
) -> Vec<SectionContent> {
    let section = if method.carries_body() { Section::Body } else { Section::Query };
    let span = name.span();
    let all = SectionContent { section, name, fields, is_incomplete: false };
    let divided = split_path_fields(all, placeholders);
    errors.at(span, format_args!("fields must be in a section; write {}", written_as(&divided)));
    divided
}

/// Moves the fields with a placeholder in the path to `path`.
fn split_path_fields(all: SectionContent, placeholders: &[String]) -> Vec<SectionContent> {
    let SectionContent { section, name, fields, is_incomplete } = all;
    let (in_path, others): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| placeholders.contains(&wire_name(field)));
    let path = SectionContent {
        section: Section::Path,
        name: name.clone(),
        fields: in_path,
        is_incomplete: false,
    };
    let rest = SectionContent { section, name, fields: others, is_incomplete };
    match (path.fields.is_empty(), rest.fields.is_empty()) {
        (true, _) => vec![rest],
        (false, true) => vec![path],
        (false, false) => vec![path, rest],
    }
}

/// The wire name of a field as written.
pub(crate) fn wire_name(field: &Field) -> String {
    match &field.wire_name {
        Some(written) => written.value(),
        None => field.name.unraw().to_string(),
    }
}

/// `` `path { door_id: … }` and `body { … }` ``
fn written_as(sections: &[SectionContent]) -> String {
    let written = sections.iter().map(|SectionContent { section, fields, .. }| {
        let is_listed = sections.len() > 1 && (*section == Section::Path || fields.len() <= 3);
        let fields = if is_listed {
            fields.iter().map(summary).collect::<Vec<_>>().join(", ")
        } else {
            "…".to_owned()
        };
        format!("`{} {{ {fields} }}`", section.as_str())
    });
    written.collect::<Vec<_>>().join(" and ")
}

/// `door_id: String`, or `door_id: …` if the type can have a mistake.
fn summary(Field { name, mark, ty, wire_name, .. }: &Field) -> String {
    let mark = match mark {
        Some(Mark::Optional(_)) => "?",
        Some(Mark::Required(_)) | None => "",
    };
    let ty = match ty {
        Some(FieldType::Rust(ty)) => Some(spelling(ty)),
        Some(FieldType::Foreign(_)) | None => None,
    };
    let ty = ty.filter(|ty| wire_name.is_none() && SINGLE_VALUES.contains(&ty.as_str()));
    format!("{name}{mark}: {}", ty.as_deref().unwrap_or("…"))
}

/// Reports cookies, and turns them into headers.
fn lower_cookies(
    mut cookies: SectionContent,
    declared: &[String],
    errors: &mut Errors,
) -> SectionContent {
    let SectionContent { section, name, fields, .. } = &mut cookies;
    let line = match fields.as_slice() {
        [Field { name, mark, ty: Some(FieldType::Rust(ty)), .. }] => {
            format!("{name}{}: {}", mark.map_or("", Mark::as_str), spelling(ty))
        }
        _ => "cookie: Secret".to_owned(),
    };
    let values: Vec<_> = fields.iter().map(|field| format!("{}=…", wire_name(field))).collect();
    for (index, field) in fields.iter_mut().enumerate() {
        // The names of headers must differ.
        let header = "Cookie".to_owned() + &"-".repeat(index);
        field.wire_name = Some(LitStr::new(&header, field.name.span()));
    }
    let (line, values) = (format!("{line} = \"Cookie\""), values.join("; "));
    let section = section.as_str();
    let fix = if declared.iter().any(|name| name == section) {
        format!("add `{line}` to `{section}`")
    } else {
        format!("write `{section} {{ {line} }}`")
    };
    errors.at(
        name.span(),
        format_args!("unknown section `{name}`; {fix}, and pass all cookies as `{values}`"),
    );
    cookies
}

/// Reports a section with the name of another notation.
fn report_word(
    sections: &[SectionContent],
    word: SectionWord,
    SectionContext { declared, is_form, .. }: SectionContext<'_>,
    errors: &mut Errors,
) {
    let Some(SectionContent { name, section, .. }) = sections.first() else { return };
    let (fix, list) = (written_as(sections), listed(Section::SPELLINGS));
    let is_body = *section == Section::Body;
    let has_own = declared.iter().any(|name| name == section.as_str());
    let fix = match word {
        SectionWord::Multipart if is_body => format!(
            "{fix} if the endpoint accepts JSON, because the client cannot send multipart bodies"
        ),
        _ if has_own && sections.len() == 1 => {
            let section = section.as_str();
            return errors.at(
                name.span(),
                format_args!(
                    "unknown section `{name}`; move its fields to `{section}` (the sections are {list})"
                ),
            );
        }
        SectionWord::Form if is_body && !is_form => {
            format!("{fix}, and `#[form]` before the endpoint's name")
        }
        SectionWord::Section(_)
        | SectionWord::Request
        | SectionWord::Parameters
        | SectionWord::Cookies
        | SectionWord::Form
        | SectionWord::Multipart
        | SectionWord::Unneeded(_) => format!("{fix} (the sections are {list})"),
    };
    errors.at(name.span(), format_args!("unknown section `{name}`; write {fix}"));
}
