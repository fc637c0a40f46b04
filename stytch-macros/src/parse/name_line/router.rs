//! Recognizes the calls that declare a route in web frameworks, such as `.route("/path", post(open))`.

use proc_macro2::{Delimiter, Group, TokenTree};

use super::{draft::is_http_method, spelling::is_type_name};
use crate::parse::cursor::Cursor;

/// Functions that take a path or a handler.
const FUNCTIONS: &[&str] =
    &["at", "handle", "mount", "nest", "resource", "route", "scope", "service", "to"];

/// Whether calls such as `web::post().to(open)` or `let app = Router::new().route(…)` begin. If so, returns
/// the offset of the first one.
pub(super) fn router_calls(cursor: &Cursor) -> Option<usize> {
    let start = (1..4).find(|ahead| cursor.is_word(0, &["let"]) && cursor.is_punct(*ahead, '='));
    let start = start.map_or(0, |equals| equals + 1);
    let mut ahead = start;
    loop {
        match (cursor.peek(ahead)?, cursor.peek(ahead + 1)) {
            (TokenTree::Ident(_), Some(TokenTree::Group(arguments)))
                if arguments.delimiter() == Delimiter::Parenthesis =>
            {
                if is_router_call(cursor, start, ahead, arguments) {
                    return Some(start);
                }
                ahead += 2;
            }
            (TokenTree::Ident(_), _) => ahead += 1,
            (TokenTree::Punct(punct), _) if punct.as_char() == '.' => ahead += 1,
            (TokenTree::Punct(_), _) if cursor.is_path_separator(ahead) => ahead += 2,
            (TokenTree::Punct(_) | TokenTree::Group(_) | TokenTree::Literal(_), _) => return None,
        }
    }
}

/// Whether the call at `ahead` takes a path or a handler, as opposed to the arguments of an endpoint.
fn is_router_call(cursor: &Cursor, start: usize, ahead: usize, arguments: &Group) -> bool {
    let inside = Cursor::inside(arguments);
    let is_chained = cursor.is_punct(ahead + 2, '.');
    let follows_call = ahead > start + 1
        && cursor.is_punct(ahead - 1, '.')
        && cursor.is_group(ahead - 2, Delimiter::Parenthesis);
    let is_in_module = ahead > start + 2
        && cursor.is_punct(ahead - 1, ':')
        && matches!(cursor.peek(start), Some(TokenTree::Ident(first)) if !is_type_name(first));
    let has_path = inside.string(0).is_some() && (is_chained || inside.remaining() > 1);
    let has_call = (1..8)
        .any(|ahead| inside.is_group(ahead, Delimiter::Parenthesis) && inside.is_ident(ahead - 1));
    let has_handler = inside.is_ident(0) && !inside.is_colon(1);
    let is_registered = ahead > start
        && cursor.is_punct(ahead - 1, '.')
        && inside.is_punct(1, ',')
        && inside.is_ident(2)
        && !is_http_method(&inside, 2);
    let is_of_type = ahead > start + 2
        && matches!(cursor.peek(ahead - 3), Some(TokenTree::Ident(ty)) if is_type_name(ty));
    let is_function =
        cursor.is_word(ahead, FUNCTIONS) && !(is_of_type && cursor.is_punct(ahead - 1, ':'));
    let is_method = is_http_method(cursor, ahead) && is_in_module;
    has_path && (is_function || is_registered)
        || is_function && has_call
        || has_handler && (is_method || is_function && follows_call)
}
