//! Parses the sections of an endpoint and recognizes the notations of other tools.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use super::{
    cursor::Cursor,
    fields::parse_fields,
    parameters::parse_parameters,
    responses::{lists_responses, parse_response, parse_responses, take_status},
    section_attributes::parse_section_attributes,
    section_start::{
        begins_any_section, begins_loose_field, begins_nested_section, begins_next_endpoint,
        collect_content, is_arrow, is_empty_group, is_exact, listed_fields, take_operator,
        take_separator,
    },
};
use crate::{
    ast::{self, SectionFields},
    errors::Errors,
    keyword::Section,
    section_word::{SINGLE_VALUES, SectionWord},
    suggest::is_word,
};

/// The words before the name of a type or a function in other languages.
const LEADING_WORDS: &[&str] = &[
    "pub",
    "async",
    "fn",
    "struct",
    "enum",
    "type",
    "interface",
    "class",
    "message",
    "export",
    "const",
    "let",
    "def",
    "func",
    "section",
];

/// Parses all sections, up to the end of the declaration or a second endpoint.
pub(crate) fn parse_sections(cursor: &mut Cursor, errors: &mut Errors) -> Vec<ast::Section> {
    let mut sections = Vec::new();
    while !cursor.is_at_end() && !begins_next_endpoint(cursor) {
        let rename_all = parse_section_attributes(cursor, errors);
        let start = sections.len();
        if !cursor.is_at_end() && !begins_next_endpoint(cursor) {
            parse_next_section(cursor, &mut sections, errors);
        }
        if let Some(rename_all) = rename_all {
            rename_all
                .report_on_fields(sections[start..].iter().flat_map(ast::Section::fields), errors);
        }
    }
    sections
}

/// Parses a section in any notation.
fn parse_next_section(cursor: &mut Cursor, sections: &mut Vec<ast::Section>, errors: &mut Errors) {
    if cursor.begins_section() && is_exact(cursor) {
        parse_section(cursor, sections, errors);
    } else if let Some(status) = take_status(cursor) {
        parse_response(&status, cursor, sections, errors);
    } else if let Some(heading) = parse_heading(cursor, sections.last()) {
        parse_foreign_section(heading, cursor, sections, errors);
    } else if begins_loose_field(cursor) {
        let fields = parse_loose_fields(cursor, sections.last(), errors);
        sections.extend(fields);
    } else {
        errors.at(cursor.span(), "unexpected token between or after the sections; remove it");
        cursor.next();
        // The `->` in `paginate cursor -> next` is not a response.
        cursor.skip_until(|cursor| {
            (begins_any_section(cursor) && !is_arrow(cursor)) || cursor.is_punct(0, '#')
        });
    }
}

/// Parses `body { … }`.
fn parse_section(cursor: &mut Cursor, sections: &mut Vec<ast::Section>, errors: &mut Errors) {
    let (Some(name), Some(braces)) = (cursor.take_ident(), cursor.take_group(Delimiter::Brace))
    else {
        return;
    };
    if name == Section::Response.as_str() && lists_responses(&braces) {
        return parse_responses(&braces, sections, errors);
    }
    if braces.stream().is_empty() && name != Section::Body.as_str() {
        errors.at(name.span(), format_args!("section `{name}` must not be empty; remove it"));
    }
    let fields = SectionFields::Listed(parse_fields(&braces, errors));
    while let Some(TokenTree::Punct(separator)) = take_separator(cursor) {
        let character = separator.as_char();
        errors.at(
            separator.span(),
            format_args!("sections have no separator; remove the `{character}`"),
        );
    }
    sections.push(ast::Section { name, mistake: None, fields });
}

/// The start of a section in another notation.
struct Heading {
    name: Ident,
    /// The first token that deviates from `name { … }`; `None` if only the content deviates.
    mistake: Option<Span>,
}

/// Parses `name`, `name:`, `name =>`, `struct Name`, `"name":` or `->`, if it begins a section.
fn parse_heading(cursor: &mut Cursor, before: Option<&ast::Section>) -> Option<Heading> {
    let start = cursor.span();
    if is_arrow(cursor) {
        take_operator(cursor);
        let name = Ident::new(Section::Response.as_str(), start);
        return Some(Heading { name, mistake: Some(start) });
    }
    let is_annotated = cursor.is_punct(0, '@')
        && matches!(cursor.peek(1), Some(TokenTree::Ident(name)) if SectionWord::from_name(&name.to_string()).is_some());
    if is_annotated {
        cursor.skip(1);
    }
    let is_leading = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Ident(word)) if LEADING_WORDS.iter().any(|leading| word == leading));
    let mut leading = 0;
    while is_leading(cursor.peek(leading)) && cursor.is_ident(leading + 1) {
        leading += 1;
    }
    let name = read_section_name(cursor.peek(leading)?)?;
    let is_field = begins_loose_field(cursor)
        && !is_exact(cursor)
        && (2..4).any(|ahead| cursor.is_word(ahead, SINGLE_VALUES));
    let is_section = cursor.is_group(leading + 1, Delimiter::Brace)
        || SectionWord::from_name(&name.to_string())
            .is_some_and(|word| !is_field || !may_name_field(word, before));
    if !is_section {
        return None;
    }
    let is_plain = leading == 0 && cursor.is_ident(0) && !is_annotated;
    for _ in 0..=leading {
        cursor.next();
    }
    if leading > 0 && is_empty_group(cursor.peek(0)) && cursor.peek(1).is_some() {
        cursor.next();
    }
    let operator = take_operator(cursor);
    Some(Heading { name, mistake: if is_plain { operator } else { Some(start) } })
}

/// Whether a word before a type without fields can be the name of a field that is in no section. Only a
/// field after `response` is a part of the response.
fn may_name_field(word: SectionWord, before: Option<&ast::Section>) -> bool {
    match word {
        SectionWord::Unneeded(_) => false,
        SectionWord::Section(Section::Response) => {
            before.is_some_and(|section| section.name == Section::Response.as_str())
        }
        SectionWord::Section(_)
        | SectionWord::Request
        | SectionWord::Parameters
        | SectionWord::Cookies
        | SectionWord::Form
        | SectionWord::Multipart => true,
    }
}

/// The name in `body` or `"body"`.
fn read_section_name(token: &TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(name) => Some(name.clone()),
        TokenTree::Literal(literal) => {
            let written = literal.to_string();
            let name = written.strip_prefix('"')?.strip_suffix('"')?;
            SectionWord::from_name(name)?;
            is_word(name).then(|| Ident::new(name, literal.span()))
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => None,
    }
}

/// Parses the content after the heading, and the separator after that.
fn parse_foreign_section(
    heading: Heading,
    cursor: &mut Cursor,
    sections: &mut Vec<ast::Section>,
    errors: &mut Errors,
) {
    let Heading { name, mistake } = heading;
    let word = SectionWord::from_name(&name.to_string());
    let has_fields = !matches!(word, Some(SectionWord::Unneeded(_)));
    let is_response = word == Some(SectionWord::Section(Section::Response));
    if (is_response || !has_fields)
        && let Some(status) = take_status(cursor)
        && is_response
    {
        return parse_response(&status, cursor, sections, errors);
    }
    if let (Some(SectionWord::Parameters), Some(TokenTree::Group(list))) = (word, cursor.peek(0))
        && let Some(parameters) = parse_parameters(list, errors)
    {
        cursor.skip(1);
        while take_separator(cursor).is_some() {}
        return sections.extend(parameters);
    }
    if has_fields && begins_loose_field(cursor) {
        let mistake = mistake.or(Some(cursor.span()));
        let braces = collect_loose_fields(cursor);
        // The message about the section covers the separators of its fields.
        let fields = Errors::ignored_in(|ignored| parse_fields(&braces, ignored));
        let fields = SectionFields::Listed(fields);
        sections.push(ast::Section { name, mistake, fields });
        return;
    }
    let content = collect_content(cursor);
    if matches!(content.last(), Some(TokenTree::Group(last)) if last.delimiter() == Delimiter::Parenthesis)
    {
        // The body of a function, as in `query Door($id: ID) { … }`.
        cursor.take_group(Delimiter::Brace);
    }
    let mut listed = 0;
    while !has_fields && cursor.is_punct(listed, ',') && cursor.ends_element(listed + 2) {
        listed += 2;
    }
    cursor.skip(listed);
    while take_separator(cursor).is_some() {}
    let is_exact = Section::from_spelling(&name.to_string()).is_some();
    let group = listed_fields(&content);
    if is_response && group.is_some() && is_second_response(&name, &content, sections, errors) {
        return;
    }
    if let (Some(group), true) = (group, is_response)
        && lists_responses(group)
    {
        return parse_responses(group, sections, errors);
    }
    if group.is_some_and(|group| group.stream().is_empty()) && has_fields && name != "body" {
        errors.at(name.span(), format_args!("section `{name}` must not be empty; remove it"));
        return;
    }
    if let (Some(group), false) = (group, is_exact)
        && begins_nested_section(&Cursor::inside(group))
    {
        errors.at(
            name.span(),
            format_args!("sections cannot be nested; remove the `{name} {{ … }}` around them"),
        );
        sections.extend(parse_sections(&mut Cursor::inside(group), errors));
        return;
    }
    let (mistake, fields) = match group {
        Some(group) if has_fields => {
            let is_plain = content.len() == 1 && group.delimiter() == Delimiter::Brace;
            let mistake = mistake.or((!is_plain).then(|| content[0].span()));
            (mistake, SectionFields::Listed(parse_fields(group, errors)))
        }
        Some(_) | None => {
            (mistake.or(Some(name.span())), SectionFields::Unknown(content.into_iter().collect()))
        }
    };
    sections.push(ast::Section { name, mistake, fields });
}

/// Reports `response Err { … }` after `response Ok { … }`. The message covers the names of both.
fn is_second_response(
    name: &Ident,
    content: &[TokenTree],
    sections: &mut [ast::Section],
    errors: &mut Errors,
) -> bool {
    let is_named = matches!(content, [TokenTree::Ident(_), _, ..]);
    let first = sections.iter_mut().find(|section| is_named && section.name == *name);
    let Some(first) = first else { return false };
    first.mistake = None;
    errors.at(
        name.span(),
        "an endpoint has one `response { … }`, without a name; \
         remove this, because every endpoint fails with `stytch_api::Error`",
    );
    true
}

/// Parses fields that are in no section. After a section, they belong to that section, whose braces were
/// probably closed too early, except after `path`, where they would need placeholders.
fn parse_loose_fields(
    cursor: &mut Cursor,
    before: Option<&ast::Section>,
    errors: &mut Errors,
) -> Option<ast::Section> {
    let Some(TokenTree::Ident(first)) = cursor.peek(0) else { return None };
    let name = first.clone();
    let fields = parse_fields(&collect_loose_fields(cursor), errors);
    let before = before.and_then(|section| Section::from_spelling(&section.name.to_string()));
    let fields = match before {
        Some(section @ (Section::Query | Section::Header | Section::Body | Section::Response)) => {
            SectionFields::Trailing(section, fields)
        }
        Some(Section::Path) | None => SectionFields::Loose(fields),
    };
    Some(ast::Section { mistake: Some(name.span()), name, fields })
}

/// Takes the fields up to the next section, as if they were in braces.
fn collect_loose_fields(cursor: &mut Cursor) -> Group {
    let mut tokens = TokenStream::new();
    let mut end = cursor.span();
    while !cursor.is_at_end() && !begins_any_section(cursor) {
        end = cursor.span();
        tokens.extend(cursor.next());
    }
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(end);
    group
}
