//! Takes comments and docs in the notations of other languages: `# text`, `-- text`, `"""text"""`.

use proc_macro2::{Delimiter, TokenTree};
use quote::ToTokens;

use super::{cursor::Cursor, section_start::begins_line};
use crate::{
    errors::Errors,
    keyword::{Attribute, Method},
};

/// Skips and reports all comments and docs of other languages; returns whether there were any.
pub(super) fn skip_comments(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let mut has_comment = false;
    while let Some(comment) = comment(cursor) {
        let Comment { length, message } = comment;
        errors.over(cursor.take(length), message);
        has_comment = true;
    }
    has_comment
}

/// Whether `# text` or `-- text` begins.
pub(super) fn begins_comment(cursor: &Cursor) -> bool {
    line_comment(cursor).is_some()
}

/// A comment at a cursor.
struct Comment {
    /// The number of tokens.
    length: usize,
    message: String,
}

fn comment(cursor: &Cursor) -> Option<Comment> {
    line_comment(cursor).or_else(|| doc_string(cursor))
}

fn line_comment(cursor: &Cursor) -> Option<Comment> {
    let start = marker_length(cursor)?;
    let length = line_length(cursor, start);
    let text = source_text(cursor, start, length);
    let message = format!("a comment starts with `//`; write `// {text}`");
    (length > start).then_some(Comment { length, message })
}

/// The number of tokens of the `#` or `--` before a comment.
fn marker_length(cursor: &Cursor) -> Option<usize> {
    let length = match cursor.peek(0)? {
        TokenTree::Punct(punct) if punct.as_char() == '#' => 1,
        TokenTree::Punct(_) if cursor.is_joint(0, '-') && cursor.is_punct(1, '-') => 2,
        _ => return None,
    };
    let TokenTree::Ident(first) = cursor.peek(length)? else { return None };
    let ends_name = |ahead| [':', '?', '!'].iter().any(|end| cursor.is_punct(ahead, *end));
    let is_sentence =
        cursor.is_ident(length + 1) && is_same_line(cursor, length + 1) && !ends_name(length + 2);
    let is_attribute = Attribute::from_spelling(&first.to_string()).is_some() && !is_sentence;
    // A stray character before a field touches its name.
    let is_stray = !has_space(cursor, length) && ends_name(length + 1);
    (!is_attribute && !is_stray && !begins_line(cursor, length)).then_some(length)
}

/// The number of tokens up to the end of the line. `start` is the number of tokens of the marker.
fn line_length(cursor: &Cursor, start: usize) -> usize {
    let mut length = start;
    while length < cursor.remaining() && is_same_line(cursor, length) {
        length += 1;
    }
    length
}

/// Whether the token at `ahead` is in the same line as the token before it. Tokens that a macro has
/// generated are not.
fn is_same_line(cursor: &Cursor, ahead: usize) -> bool {
    let (Some(before), Some(token)) = (cursor.peek(ahead - 1), cursor.peek(ahead)) else {
        return false;
    };
    let (end, start) = (before.span().end(), token.span().start());
    end.line == start.line && end.column <= start.column
}

fn has_space(cursor: &Cursor, ahead: usize) -> bool {
    let (Some(before), Some(token)) = (cursor.peek(ahead - 1), cursor.peek(ahead)) else {
        return false;
    };
    before.span().end() != token.span().start()
}

/// The tokens from `start` to `end`, with the spaces between them.
fn source_text(cursor: &Cursor, start: usize, end: usize) -> String {
    let mut text = String::new();
    for ahead in start..end {
        let Some(token) = cursor.peek(ahead) else { break };
        if ahead > start && has_space(cursor, ahead) {
            text.push(' ');
        }
        let written = token.span().source_text().filter(|written| !written.contains('\n'));
        text += &written.unwrap_or_else(|| token.to_token_stream().to_string());
    }
    text
}

/// Parses `"text"` or `"""text"""` before a declaration.
fn doc_string(cursor: &Cursor) -> Option<Comment> {
    let first = cursor.string(0)?.value();
    let others = (1..cursor.remaining()).map_while(|ahead| cursor.string(ahead));
    let others: Vec<_> = others.map(|string| string.value()).collect();
    let length = 1 + others.len();
    if !begins_declaration(cursor, length) {
        return None;
    }
    let text = first.clone() + &others.concat();
    let is_sentence = text.trim().contains(' ') || (length > 1 && first.is_empty());
    let word = text.split(' ').next().unwrap_or_default();
    let is_route = text.starts_with('/') || Method::from_spelling(&word.to_uppercase()).is_some();
    if !is_sentence || is_route {
        return None;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("docs must be comments; write `/// {text}`");
    Some(Comment { length, message })
}

/// Whether `name:`, `name::`, `name?:`, `name =`, `name { … }` or an attribute is at `ahead`.
fn begins_declaration(cursor: &Cursor, ahead: usize) -> bool {
    let is_named = [':', '?', '!', '='].iter().any(|end| cursor.is_punct(ahead + 1, *end));
    let is_followed = is_named || cursor.is_group(ahead + 1, Delimiter::Brace);
    let attribute = cursor.is_punct(ahead, '#') && cursor.is_group(ahead + 1, Delimiter::Bracket);
    attribute || (cursor.is_ident(ahead) && is_followed)
}
