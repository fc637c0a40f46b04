//! Parses the request and response types that are declared instead of the endpoint's line.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use syn::ext::IdentExt;

use super::{
    draft::Draft,
    mistake::LineMistake,
    words::{DeclarationKind, take_words},
};
use crate::{keyword::Section, parse::cursor::Cursor, suggest::snake};

/// Parses `OpenRequest { … }` after `struct`, and each further type after it.
pub(super) fn parse_types(cursor: &mut Cursor, words: &TokenStream, draft: &mut Draft) {
    draft.record(words, LineMistake::Types);
    draft.is_foreign = true;
    parse_type(cursor, draft);
    loop {
        while cursor.is_punct(0, '#') && cursor.is_group(1, Delimiter::Bracket) {
            cursor.skip(2);
        }
        let (_, DeclarationKind::Type) = take_words(cursor) else { return };
        parse_type(cursor, draft);
    }
}

fn parse_type(cursor: &mut Cursor, draft: &mut Draft) {
    let Some(name) = cursor.take_ident() else { return };
    let section = read_type_name(&name, draft);
    cursor.skip_until(|cursor| {
        matches!(cursor.peek(0), Some(TokenTree::Group(_))) || cursor.is_punct(0, ';')
    });
    if let Some(TokenTree::Group(fields)) = cursor.peek(0) {
        draft.push_section(section, &fields.clone());
        cursor.next();
    }
    cursor.take_punct(';');
}

/// Takes the endpoint's name from a type name such as `OpenRequest`, and returns the section for the
/// type's fields.
fn read_type_name(name: &Ident, draft: &mut Draft) -> Section {
    let written = name.unraw().to_string();
    let (method, section) = match written.strip_suffix("Response") {
        Some(method) => (method, Section::Response),
        None => (written.strip_suffix("Request").unwrap_or(&written), draft.request_section()),
    };
    let is_name = method.contains(|letter| letter != '_');
    if is_name && draft.name.is_none() {
        draft.name = Some(Ident::new(&snake(method), name.span()));
    }
    section
}
