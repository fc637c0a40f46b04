//! Recognizes where the parts of a section begin and end, in any notation.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use super::cursor::Cursor;
use crate::{
    keyword::{Method, Section},
    section_word::SectionWord,
};

pub(crate) fn take_separator(cursor: &mut Cursor) -> Option<TokenTree> {
    let is_separator = cursor.is_punct(0, ',') || cursor.is_punct(0, ';');
    if is_separator { cursor.next() } else { None }
}

/// Takes `:`, `=`, `->`, `=>` and the like.
pub(crate) fn take_operator(cursor: &mut Cursor) -> Option<Span> {
    let mut operator = None;
    while [':', '=', '-', '>'].iter().any(|character| cursor.is_punct(0, *character)) {
        operator = operator.or(Some(cursor.span()));
        cursor.next();
    }
    operator
}

pub(crate) fn is_arrow(cursor: &Cursor) -> bool {
    is_return(cursor) || (cursor.is_joint(0, '=') && cursor.is_punct(1, '>'))
}

/// Whether the tokens are `->`.
pub(crate) fn is_return(cursor: &Cursor) -> bool {
    cursor.is_joint(0, '-') && cursor.is_punct(1, '>')
}

pub(crate) fn is_empty_group(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.stream().is_empty())
}

/// Takes a group, or the tokens of a type, up to a separator or the next section.
pub(crate) fn collect_content(cursor: &mut Cursor) -> Vec<TokenTree> {
    let mut content = Vec::new();
    if cursor.begins_section() && is_exact(cursor) {
        return content;
    }
    // The nesting depth of `<>`: a comma in `BTreeMap<String, Door>` doesn't end the section.
    let mut depth = 0_usize;
    while !cursor.is_at_end() && !cursor.is_punct(0, ';') {
        if depth == 0 && cursor.is_punct(0, ',') {
            break;
        }
        match cursor.peek(0) {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => depth += 1,
            Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let is_group = depth == 0 && matches!(cursor.peek(0), Some(TokenTree::Group(_)));
        content.extend(cursor.next());
        if is_group || begins_any_section(cursor) || cursor.is_punct(0, '#') {
            break;
        }
    }
    content
}

/// The group that contains the fields, as in `{ a: String }` or `Door { a: String }`.
pub(crate) fn listed_fields(content: &[TokenTree]) -> Option<&Group> {
    let Some(TokenTree::Group(group)) = content.last() else { return None };
    let inside = Cursor::inside(group);
    let has_fields = match group.delimiter() {
        Delimiter::Brace | Delimiter::None => true,
        // `Door[]` is a type.
        Delimiter::Parenthesis | Delimiter::Bracket if content.len() > 1 => false,
        Delimiter::Parenthesis | Delimiter::Bracket => {
            inside.is_at_end() || inside.is_punct(0, '#') || begins_loose_field(&inside)
        }
    };
    has_fields.then_some(group)
}

/// Whether the name at the cursor is that of a section, without a misspelling or synonym.
pub(crate) fn is_exact(cursor: &Cursor) -> bool {
    matches!(
        cursor.peek(0),
        Some(TokenTree::Ident(name)) if Section::from_spelling(&name.to_string()).is_some()
    )
}

/// Whether `body { … }` or `body: { … }` begins.
pub(crate) fn begins_nested_section(cursor: &Cursor) -> bool {
    let has_colon = cursor.is_punct(1, ':');
    is_exact(cursor) && cursor.is_group(1 + usize::from(has_colon), Delimiter::Brace)
}

/// Whether a section in any notation begins.
pub(crate) fn begins_any_section(cursor: &Cursor) -> bool {
    let has_operator = [':', '=', '-'].iter().any(|character| cursor.is_punct(1, *character))
        && !cursor.is_path_separator(1);
    cursor.begins_section() || (is_exact(cursor) && has_operator) || is_return(cursor)
}

/// Whether `name: METHOD`, `name => METHOD`, `METHOD "/path"` or `Resource::name` begins, possibly after
/// attributes.
pub(crate) fn begins_next_endpoint(cursor: &Cursor) -> bool {
    let mut name = 0;
    while cursor.is_punct(name, '#') && cursor.is_group(name + 1, Delimiter::Bracket) {
        name += 2;
    }
    if is_method(cursor, name) {
        return cursor.string(name + 1).is_some() || cursor.is_punct(name + 1, '/');
    }
    let mut method = name + 1;
    while [':', '=', '-', '>'].iter().any(|character| cursor.is_punct(method, *character)) {
        method += 1;
    }
    let has_operator = method > name + 1;
    let is_named = has_operator && is_method(cursor, method);
    cursor.is_ident(name) && (is_named || cursor.is_path_separator(name + 1))
}

/// Whether `name: METHOD` or `Resource::name: METHOD` is at `ahead`, and not a key such as `method: POST`.
pub(crate) fn begins_line(cursor: &Cursor, ahead: usize) -> bool {
    let has_resource = cursor.is_ident(ahead) && cursor.is_path_separator(ahead + 1);
    let name = if has_resource { ahead + 3 } else { ahead };
    let is_named = cursor.is_ident(name) && cursor.is_colon(name + 1);
    let is_key = cursor.is_word(name, &["method", "verb", "http_method", "httpMethod"]);
    is_named && !is_key && is_method(cursor, name + 2)
}

fn is_method(cursor: &Cursor, ahead: usize) -> bool {
    matches!(
        cursor.peek(ahead),
        Some(TokenTree::Ident(word)) if Method::from_spelling(&word.to_string()).is_some()
    )
}

/// Whether a field begins that is in no section.
pub(crate) fn begins_loose_field(cursor: &Cursor) -> bool {
    let colon = 1 + usize::from(cursor.is_punct(1, '?') || cursor.is_punct(1, '!'));
    cursor.is_ident(0) && cursor.is_colon(colon) && !cursor.is_punct(colon + 1, '>')
}

/// Whether a word begins that is or may stand for a section.
pub(crate) fn begins_heading(cursor: &Cursor) -> bool {
    let word = match cursor.peek(0) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        Some(TokenTree::Literal(literal)) => literal.to_string().replace('"', ""),
        Some(TokenTree::Group(_) | TokenTree::Punct(_)) | None => return false,
    };
    SectionWord::from_name(&word).is_some()
}

/// Whether `body {` or the like follows.
pub(crate) fn begins_known_section(cursor: &Cursor) -> bool {
    cursor.begins_section() && cursor.is_word(0, Section::SPELLINGS)
}
