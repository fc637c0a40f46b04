//! Parses `locks: Locks` and recovers from common mistakes.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, Path, PathArguments, ext::IdentExt};

use super::{
    cursor::Cursor,
    mistake::FirstMistake,
    resource_type::{collect_type, find_resource_path, is_upper_case, parse_resource_path},
};
use crate::{
    ast::{Attribute, Child},
    errors::Errors,
    suggest::{snake, upper_camel},
};

const STARTS_WITH_NAME: &str = "a child resource starts with its name";
const COLON: &str = "expected `:` after the name of a child resource";
const MARK: &str = "a child resource has no `?` or `!`";
const PARAMETERS: &str =
    "a child resource has no parameters, which its endpoints declare under `path`";
const TYPE: &str = "the type of a child resource must be the name of a resource";
const LIFETIME: &str = "a child resource is written without its lifetime";
const INLINE: &str = "a child resource must be declared by a separate `resource!`";

/// Parses a child, in any notation.
pub(crate) fn parse_child(
    attributes: Vec<Attribute>,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Option<Child> {
    let mut mistake = FirstMistake::default();
    if begins_resource(cursor) {
        mistake.at(cursor.span(), INLINE);
    }
    skip_words(cursor, &mut mistake);
    let span = cursor.span();
    let named = if begins_bare_type(cursor) {
        mistake.at(cursor.span(), STARTS_WITH_NAME);
        parse_bare_type(cursor)
    } else {
        cursor.take_ident().or_else(|| mistake.take_quoted_ident(cursor)).map(|name| {
            parse_separator(cursor, &name, &mut mistake);
            let ty = parse_type(cursor, &name, &mut mistake);
            (name, ty)
        })
    };
    let Some((name, ty)) = named else {
        errors.at(span, format_args!("{STARTS_WITH_NAME}; write `name: Name`"));
        return None;
    };
    if mistake.is_some() && name == "client" && ty.as_ref().is_some_and(|ty| ty.is_ident("Client"))
    {
        errors.at(name.span(), "`resource!` adds the client itself; remove this");
        return None;
    }
    mistake.report_element(cursor, errors, || spelling(&name, ty.as_ref()));
    Some(Child { attributes, name, ty })
}

/// Whether `pub Locks { … }` or `resource! { … }` begins.
fn begins_resource(cursor: &Cursor) -> bool {
    let word = (0..3).find(|ahead| !is_lower_case(cursor, *ahead)).unwrap_or_default();
    let is_named = cursor.is_ident(word) && cursor.is_group(word + 1, Delimiter::Brace);
    is_named || (cursor.is_word(0, &["resource"]) && cursor.is_punct(1, '!'))
}

/// Skips Rust keywords before the name, such as `pub` and `fn`, and `resource!`.
fn skip_words(cursor: &mut Cursor, mistake: &mut FirstMistake) {
    if cursor.is_word(0, &["resource"]) && cursor.is_punct(1, '!') {
        cursor.skip(2);
        cursor.unwrap_group();
    }
    loop {
        let is_scoped = cursor.is_group(1, Delimiter::Parenthesis) && cursor.is_ident(2);
        let is_resource = cursor.is_ident(1) && cursor.is_group(2, Delimiter::Brace);
        let is_word = is_lower_case(cursor, 0) && (is_lower_case(cursor, 1) || is_resource);
        if !(is_word || is_scoped) {
            return;
        }
        mistake.at(cursor.span(), STARTS_WITH_NAME);
        cursor.next();
        if is_scoped {
            cursor.next();
        }
    }
}

fn is_lower_case(cursor: &Cursor, ahead: usize) -> bool {
    let name = cursor.peek(ahead).filter(|_| cursor.is_ident(ahead));
    matches!(name, Some(TokenTree::Ident(ident)) if !is_upper_case(ident))
}

/// Whether a type without a name begins: `Locks`, `locks::Locks`, or `Locks locks`.
fn begins_bare_type(cursor: &Cursor) -> bool {
    let is_path = cursor.is_ident(0) && cursor.is_path_separator(1);
    let is_type = cursor.is_ident(0) && !is_lower_case(cursor, 0) && !cursor.is_colon(1);
    let ends = cursor.peek(1).is_none_or(|token| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), ',' | ';' | '<'),
        TokenTree::Ident(_) => true,
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Literal(_) => false,
    });
    is_path || (is_type && ends)
}

/// Parses a type, and the name that may follow it.
fn parse_bare_type(cursor: &mut Cursor) -> Option<(Ident, Option<Path>)> {
    let tokens = collect_type(cursor);
    separate_body(&tokens, cursor);
    let path = find_resource_path(&tokens)?;
    let name = (!cursor.is_colon(1)).then(|| cursor.take_ident()).flatten();
    Some((name.unwrap_or_else(|| name_of(&path)), Some(path)))
}

/// The default name of a child: `locks` for `locks::Locks`.
fn name_of(path: &Path) -> Ident {
    let segment = path.segments.last().map(|segment| segment.ident.unraw());
    let (name, span) = segment
        .map_or((String::new(), Span::call_site()), |ident| (ident.to_string(), ident.span()));
    let name = snake(&name);
    if syn::parse_str::<Ident>(&name).is_ok() {
        Ident::new(&name, span)
    } else {
        Ident::new("child", span)
    }
}

/// Takes the `:` or its equivalent in other notations: `=`, `->`, `()` and so on.
fn parse_separator(cursor: &mut Cursor, name: &Ident, mistake: &mut FirstMistake) {
    if cursor.is_colon(0) {
        cursor.next();
        return;
    }
    if cursor.ends_element(0) {
        return;
    }
    let has_parameters = matches!(cursor.peek(0), Some(TokenTree::Group(group)) if Cursor::inside(group).is_colon(1));
    let is_marked = cursor.is_punct(0, '?') || cursor.is_punct(0, '!');
    let rule = match (has_parameters, is_marked) {
        (true, _) => PARAMETERS,
        (false, true) => MARK,
        (false, false) => COLON,
    };
    mistake.at(if cursor.is_at_end() { name.span() } else { cursor.span() }, rule);
    cursor.take_group(Delimiter::Parenthesis);
    while let Some(TokenTree::Punct(punct)) = cursor.peek(0) {
        if matches!(punct.as_char(), ',' | ';' | '#' | '&' | '<' | '\'') {
            return;
        }
        cursor.next();
    }
}

/// Parses the type; `None` if it does not name a resource, which is recorded.
fn parse_type(cursor: &mut Cursor, name: &Ident, mistake: &mut FirstMistake) -> Option<Path> {
    let span = if cursor.ends_element(0) { name.span() } else { cursor.span() };
    let tokens = collect_type(cursor);
    if tokens.is_empty()
        && cursor.is_punct(0, ',')
        && cursor.ends_element(2)
        && let Some(TokenTree::Ident(ty)) = cursor.peek(1)
        && *ty == upper_camel(&name.unraw().to_string())
    {
        // In `locks, Locks`, the comma is in the place of the `:`.
        mistake.at(cursor.span(), COLON);
        let path = Path::from(ty.clone());
        cursor.skip(2);
        return Some(path);
    }
    if let Some(path) = parse_resource_path(&tokens) {
        return Some(path);
    }
    separate_body(&tokens, cursor);
    let path = find_resource_path(&tokens);
    let rule = match tokens.as_slice() {
        [TokenTree::Literal(_)] if path.is_some() => "names are not quoted",
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => INLINE,
        _ if path.is_some() && has_lifetime(&tokens) => {
            mistake.over(tokens.into_iter().collect(), LIFETIME);
            return path;
        }
        _ => TYPE,
    };
    mistake.at(span, rule);
    path
}

/// Adds a separator, which the body of a function or a resource doesn't need, for the message to replace.
fn separate_body(tokens: &[TokenTree], cursor: &mut Cursor) {
    let has_body =
        matches!(tokens, [_, .., TokenTree::Group(body)] if body.delimiter() == Delimiter::Brace);
    if has_body && !cursor.ends_element(0) {
        cursor.put_back_punct(';');
    }
}

/// Whether the type is `Locks<'c>`.
fn has_lifetime(tokens: &[TokenTree]) -> bool {
    let Ok(path) = syn::parse2::<Path>(tokens.iter().cloned().collect()) else { return false };
    match path.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(arguments)) => {
            arguments.args.iter().all(|argument| matches!(argument, GenericArgument::Lifetime(_)))
        }
        Some(PathArguments::None | PathArguments::Parenthesized(_)) | None => false,
    }
}

/// Parses `[Locks, Keys]` as children.
pub(crate) fn parse_bare_children(group: &Group) -> Vec<Child> {
    let mut cursor = Cursor::inside(group);
    let mut children = Vec::new();
    while !cursor.is_at_end() {
        if let Some((name, ty)) = parse_bare_type(&mut cursor) {
            children.push(Child { attributes: Vec::new(), name, ty });
        }
        cursor.skip_until(|cursor| cursor.is_punct(0, ','));
        cursor.take_punct(',');
    }
    children
}

/// `locks: Locks`
pub(crate) fn spelling(name: &Ident, ty: Option<&Path>) -> String {
    let ty = match ty {
        Some(path) => path.to_token_stream().to_string().replace(' ', ""),
        None => upper_camel(&name.unraw().to_string()),
    };
    format!("{name}: {ty}")
}
