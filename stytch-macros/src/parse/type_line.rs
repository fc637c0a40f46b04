//! Parses what `object!` and `open_enum!` have in common: the name and the braces.

mod before_braces;
mod body;
mod mistake;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

pub(crate) use self::body::Body;
use self::{
    before_braces::{BASE_WORDS, begins_between, holds_schema, names_base},
    mistake::{TypeLineMistake, base_of, is_foreign, message, tuple_types},
};
use super::{
    attributes::parse_attributes,
    comment::skip_comments,
    cursor::Cursor,
    declaration::{Declaration, OBJECT},
    setting::setting,
};
use crate::{
    ast::Attribute,
    errors::Errors,
    keyword::Section,
    suggest::{corrected_type_name, in_place_of, is_word},
};

/// `#[…] Name { … }`
pub(crate) struct TypeLine {
    pub(crate) attributes: Vec<Attribute>,
    /// `None` if it is missing, which has been reported.
    pub(crate) name: Option<Ident>,
    pub(crate) body: Body,
    /// Whether the type is written in the notation of another language, which has been reported.
    pub(crate) is_foreign: bool,
}

/// Words before the name in other notations, if a name follows.
const WORDS: &[&str] = &[
    "pub",
    "struct",
    "enum",
    "union",
    "type",
    "class",
    "interface",
    "message",
    "record",
    "data",
    "export",
    "declare",
    "abstract",
    "final",
    "public",
    "private",
    "const",
    "object",
    "open_enum",
];

/// Words that start an item that is not a type.
const OTHER_ITEMS: &[&str] = &["impl", "fn", "mod", "trait", "use", "static", "let"];

/// Parses all types. Only one is allowed; further ones are reported, but still declared.
pub(crate) fn parse_types(
    cursor: &mut Cursor,
    declaration: Declaration,
    errors: &mut Errors,
) -> Vec<TypeLine> {
    let Declaration { macro_name, noun, example, .. } = declaration;
    let mut types: Vec<TypeLine> = Vec::new();
    let mut attributes = parse_attributes(cursor, errors);
    while let Some((attribute, length)) = setting(cursor, begins_type_at) {
        cursor.skip(length);
        attributes.push(attribute);
        attributes.extend(parse_attributes(cursor, errors));
    }
    if cursor.is_at_end() {
        errors.at(
            cursor.span(),
            format_args!("`{macro_name}` expects {noun}; write `Name {example}`"),
        );
        return types;
    }
    types.push(parse_type(cursor, attributes, declaration, Some(errors)));
    let is_foreign = types[0].is_foreign;
    loop {
        skip_comments(cursor, errors);
        if cursor.is_at_end() {
            break;
        }
        // The message about a type in another notation covers the tokens after it.
        if is_foreign && !begins_braces(cursor) {
            break;
        }
        let span = cursor.span();
        errors.at(
            span,
            format_args!(
                "`{macro_name}` declares exactly one type; \
                 remove this or move it to a separate `{macro_name}`"
            ),
        );
        let attributes = parse_attributes(cursor, errors);
        if cursor.is_at_end() || cursor.is_word(0, OTHER_ITEMS) || !begins_type(cursor) {
            break;
        }
        let next = parse_type(cursor, attributes, declaration, None);
        if types.iter().all(|other| other.name != next.name) {
            types.push(next);
        }
    }
    types
}

/// Whether `Name { … }` or `struct Name { … }` begins.
fn begins_braces(cursor: &Cursor) -> bool {
    cursor.is_punct(0, '#')
        || (0..3)
            .any(|ahead| cursor.is_ident(ahead) && cursor.is_group(ahead + 1, Delimiter::Brace))
}

fn begins_type(cursor: &Cursor) -> bool {
    begins_type_at(cursor, 0)
}

fn begins_type_at(cursor: &Cursor, ahead: usize) -> bool {
    let is_followed = cursor.is_ident(ahead + 1) || cursor.is_group(ahead + 1, Delimiter::Brace);
    cursor.is_ident(ahead) && is_followed
}

/// Parses `Name { … }`; reports its first mistake if `errors` is `Some`.
fn parse_type(
    cursor: &mut Cursor,
    attributes: Vec<Attribute>,
    declaration: Declaration,
    errors: Option<&mut Errors>,
) -> TypeLine {
    let mut mistakes = Vec::new();
    let words = take_words(cursor);
    if !words.is_empty() {
        mistakes.push((words, TypeLineMistake::Start));
    }
    let name = parse_name(cursor, &mut mistakes);
    let generics = cursor.take_generics();
    let is_object = declaration.macro_name == OBJECT.macro_name;
    let in_place = if is_object { in_place_of(&generics) } else { String::new() };
    if !generics.is_empty() {
        mistakes.push((generics, TypeLineMistake::Generics));
    }
    let mut body = parse_body(cursor, name.as_ref(), is_object, &mut mistakes);
    if is_object
        && let ([(_, mistake @ TypeLineMistake::Start), ..], Body::Braces(group)) =
            (&mut mistakes[..], &mut body)
        && let Some(fields) = without_visibilities(group)
    {
        *mistake = TypeLineMistake::PublicFields;
        *group = fields;
    }
    if is_object && (cursor.is_punct(0, '&') || cursor.is_word(0, BASE_WORDS)) {
        let base = cursor.take_until(|cursor| cursor.is_punct(0, ';'));
        mistakes.push((base, TypeLineMistake::Extends));
    }
    let end = cursor.take_puncts(";,");
    if !end.is_empty() {
        mistakes.push((end, TypeLineMistake::End));
    }
    // These messages say what to do about fields that the others don't mention.
    let decisive = mistakes.iter().position(|(_, mistake)| {
        matches!(mistake, TypeLineMistake::Extends | TypeLineMistake::Tuple)
    });
    let is_foreign = mistakes.iter().any(|(tokens, mistake)| is_foreign(tokens, *mistake));
    let first = mistakes.into_iter().nth(decisive.unwrap_or_default());
    // The message about a type in another notation covers its name.
    let name = name.map(|name| if is_foreign { corrected_type_name(&name) } else { name });
    if let (Some((tokens, mistake)), Some(errors)) = (first, errors) {
        let base = base_of(&tokens);
        let message = message(mistake, name.as_ref(), &base, &body, declaration);
        errors.over(tokens, format_args!("{message}{in_place}"));
    }
    TypeLine { attributes, name, body, is_foreign }
}

/// Takes `pub struct` and `@Entity`.
fn take_words(cursor: &mut Cursor) -> TokenStream {
    let mut words = TokenStream::new();
    loop {
        let is_macro = cursor.is_ident(0)
            && cursor.is_punct(1, '!')
            && matches!(cursor.peek(2), Some(TokenTree::Group(_)));
        if is_macro {
            words.extend([cursor.next(), cursor.next()].into_iter().flatten());
            cursor.unwrap_group();
            continue;
        }
        if cursor.is_punct(0, '@') && cursor.is_ident(1) {
            words.extend(cursor.next());
        } else if !is_word_before_name(cursor) {
            return words;
        }
        words.extend(cursor.next());
        if cursor.is_group(0, Delimiter::Parenthesis) {
            words.extend(cursor.next());
        }
    }
}

fn is_word_before_name(cursor: &Cursor) -> bool {
    let is_restricted = cursor.is_word(0, &["pub"]) && cursor.is_group(1, Delimiter::Parenthesis);
    let is_name_missing = cursor.is_group(1, Delimiter::Brace)
        && cursor.is_word(0, &["pub", "struct", "enum", "union", "type"]);
    let is_known = cursor.is_word(0, WORDS);
    let is_named = cursor.string(1).is_some() || cursor.is_word(1, &["_"]);
    let is_lower_case =
        |word: &TokenTree| word.to_string().starts_with(char::is_lowercase) && cursor.is_ident(0);
    let is_unknown = cursor.is_ident(1) && cursor.peek(0).is_some_and(is_lower_case);
    let is_followed = is_known && (cursor.is_ident(1) || is_named);
    is_restricted || is_name_missing || is_followed || is_unknown || is_keyword_of_sql(cursor)
}

/// Whether a word such as `CREATE` precedes another word that is not in lower case.
fn is_keyword_of_sql(cursor: &Cursor) -> bool {
    let is = |ahead, check: fn(&str) -> bool| matches!(cursor.peek(ahead), Some(TokenTree::Ident(word)) if check(&word.to_string()));
    is(0, |word| word.len() > 1 && !word.contains(char::is_lowercase))
        && is(1, |word| word.starts_with(char::is_uppercase))
}

fn parse_name(
    cursor: &mut Cursor,
    mistakes: &mut Vec<(TokenStream, TypeLineMistake)>,
) -> Option<Ident> {
    let name = cursor.take_ident();
    if name.is_some() {
        return name;
    }
    if let Some(string) = cursor.take_string() {
        let text = string.value();
        mistakes.push((string.to_token_stream(), TypeLineMistake::Quotes));
        return is_word(&text).then(|| Ident::new(&text, string.span()));
    }
    mistakes.push((at(start(cursor)), TypeLineMistake::Start));
    None
}

/// The fields of a struct without `pub`; `None` if no field is `pub`.
fn without_visibilities(braces: &Group) -> Option<Group> {
    let mut cursor = Cursor::inside(braces);
    let mut fields = TokenStream::new();
    let (mut begins_field, mut has_visibility) = (true, false);
    while !cursor.is_at_end() {
        if begins_field && cursor.is_word(0, &["pub"]) && !cursor.is_colon(1) {
            cursor.skip(1);
            cursor.take_group(Delimiter::Parenthesis);
            has_visibility = true;
        }
        begins_field = cursor.is_punct(0, ',') || cursor.is_group(0, Delimiter::Bracket);
        fields.extend(cursor.next());
    }
    let mut inside = Group::new(Delimiter::Brace, fields);
    inside.set_span(braces.span());
    has_visibility.then_some(inside)
}

/// The span of the next token, or of the opening delimiter of a group.
fn start(cursor: &Cursor) -> Span {
    let Some(TokenTree::Group(group)) = cursor.peek(0) else { return cursor.span() };
    group.span_open()
}

fn at(span: Span) -> TokenStream {
    quote_spanned!(span=> _)
}

/// Parses the braces, and tokens before or instead of them.
fn parse_body(
    cursor: &mut Cursor,
    name: Option<&Ident>,
    is_object: bool,
    mistakes: &mut Vec<(TokenStream, TypeLineMistake)>,
) -> Body {
    let mut between = TokenStream::new();
    while begins_between(cursor, is_object) {
        between.extend(cursor.next());
    }
    // In Haskell's `data Door = Door { … }`, the second name is that of the constructor.
    let is_constructor = name.is_some_and(|name| *name == base_of(&between).trim_matches('`'));
    let name = name.map_or_else(|| at(cursor.span()), ToTokens::to_token_stream);
    let extends =
        (is_object && names_base(&between) && !is_constructor).then_some(TypeLineMistake::Extends);
    let Some(TokenTree::Group(group)) = cursor.peek(0).cloned() else {
        // In `type Level = "low" | "high"`.
        let has_values =
            between.clone().into_iter().any(|token| matches!(token, TokenTree::Literal(_)));
        let values = Group::new(Delimiter::None, between.clone());
        let mistake = extends.unwrap_or(TypeLineMistake::NoBraces);
        mistakes.push((if between.is_empty() { name } else { between }, mistake));
        return if has_values && !is_object { Body::OtherGroup(values) } else { Body::Missing };
    };
    cursor.skip(1);
    if holds_schema(&between, &group) {
        // The braces belong to a part of a schema in YAML or JSON, not to the type.
        mistakes.push((between, TypeLineMistake::NoBraces));
        return Body::Missing;
    }
    if !between.is_empty() {
        mistakes.push((between, extends.unwrap_or(TypeLineMistake::Between)));
    }
    if group.delimiter() != Delimiter::Brace {
        let span = at(group.span_open());
        let body = Body::OtherGroup(group);
        let ends = cursor.is_at_end() || cursor.is_punct(0, ';');
        let is_tuple = is_object && ends && !tuple_types(&body).is_empty();
        mistakes.push((
            span,
            if is_tuple { TypeLineMistake::Tuple } else { TypeLineMistake::NoBraces },
        ));
        // The body of a class whose fields are in parentheses.
        cursor.take_group(Delimiter::Brace);
        return body;
    }
    if group.stream().is_empty() {
        mistakes.push((name, TypeLineMistake::Empty));
    }
    if is_object && let Some(inside) = unwrap_sections(&group) {
        mistakes.push((at(Cursor::inside(&group).span()), TypeLineMistake::Sections));
        return Body::Braces(inside);
    }
    Body::Braces(group)
}

/// The content of `{ body { … } }` without the names of the sections.
fn unwrap_sections(braces: &Group) -> Option<Group> {
    let mut cursor = Cursor::inside(braces);
    let mut fields = TokenStream::new();
    while cursor.begins_section() && cursor.is_word(0, Section::SPELLINGS) {
        cursor.skip(1);
        let section = cursor.take_group(Delimiter::Brace)?;
        let last = section.stream().into_iter().last();
        let ends_with_comma =
            matches!(last, Some(TokenTree::Punct(comma)) if comma.as_char() == ',');
        fields.extend(section.stream());
        cursor.take_punct(',');
        if !ends_with_comma && !cursor.is_at_end() {
            fields.extend(quote!(,));
        }
    }
    let mut inside = Group::new(Delimiter::Brace, fields);
    inside.set_span(braces.span());
    cursor.is_at_end().then_some(inside)
}
