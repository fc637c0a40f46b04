//! Suggestions for misspelled words and for words in the wrong case.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Generics, LitStr, ext::IdentExt, parse::Parser};

/// ``unknown section `bdy`; write `body` (the sections are `path`, …)``
pub(crate) fn unknown(noun: &str, plural: &str, word: &str, valid: &[&str]) -> String {
    unknown_near(noun, plural, word, nearest(word, valid), valid)
}

/// The same message for a word of which the valid one is known.
pub(crate) fn unknown_near(
    noun: &str,
    plural: &str,
    word: &str,
    near: Option<&str>,
    valid: &[&str],
) -> String {
    let list = listed(valid);
    match near {
        Some(near) => format!("unknown {noun} `{word}`; write `{near}` (the {plural} are {list})"),
        None => format!("unknown {noun} `{word}`; the {plural} are {list}"),
    }
}

/// The valid word that is closest to the misspelled `word`, if any is close enough.
pub(crate) fn nearest<'a>(word: &str, valid: &[&'a str]) -> Option<&'a str> {
    let word = word.to_lowercase();
    let limit = (word.chars().count() / 3).max(1);
    valid
        .iter()
        .map(|candidate| (distance(&word, &candidate.to_lowercase()), *candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `` `a`, `b`, `c` ``
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

/// `` `#[retry(safe)]` or `#[retry(unsafe)]` ``
pub(crate) fn either(words: &[&str], format: impl Fn(&str) -> String) -> String {
    let formatted: Vec<_> = words.iter().map(|word| format(word)).collect();
    formatted.join(" or ")
}

/// The end of the message about an object whose fields may use type parameters.
pub(crate) fn in_place_of(generics: &TokenStream) -> String {
    let generics = syn::parse2::<Generics>(generics.clone()).unwrap_or_default();
    let names: Vec<_> = generics.type_params().map(|param| param.ident.to_string()).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    match names.len() {
        0 => String::new(),
        1 => format!(", and a type in place of {}", listed(&names)),
        _ => format!(", and types in place of {}", listed(&names)),
    }
}

/// Converts `migrate_totp` to `MigrateTotp` and `ON_HOLD` to `OnHold`. `_2fa` keeps its `_`, because a
/// name cannot start with a digit.
pub(crate) fn upper_camel(name: &str) -> String {
    let is_upper_case = !name.contains(char::is_lowercase);
    let lower_case = is_upper_case.then(|| name.to_lowercase());
    let words = lower_case.as_deref().unwrap_or(name).split('_');
    let camel: String = words.flat_map(capitalized).collect();
    if name.starts_with('_') && camel.starts_with(is_caseless) {
        format!("_{camel}")
    } else {
        camel
    }
}

/// A letter without case, a digit or a combining mark.
pub(crate) fn is_caseless(letter: char) -> bool {
    letter != '_' && !letter.is_uppercase() && !letter.is_lowercase()
}

fn capitalized(word: &str) -> impl Iterator<Item = char> {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters)
}

/// Converts `migrateTotp` and `MigrateTOTP` to `migrate_totp`, and `a__b` to `a_b`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    let mut follows_lower_case = false;
    for letter in name.chars() {
        let starts_word = letter.is_uppercase() && follows_lower_case;
        let repeats = letter == '_' && snake.ends_with('_') && !snake.trim_matches('_').is_empty();
        if starts_word {
            snake.push('_');
        }
        follows_lower_case = letter.is_lowercase() || letter.is_numeric();
        if !repeats {
            snake.extend(letter.to_lowercase());
        }
    }
    snake
}

/// Whether the text can be the name of an item. This includes keywords, but not `_`.
///
/// Text with other characters must not be parsed: the compiler itself reports characters that it cannot
/// divide into tokens, such as the quote in `it's`.
pub(crate) fn is_word(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic() || letter == '_';
    text.starts_with(is_letter)
        && text != "_"
        && text.chars().all(|letter| is_letter(letter) || letter.is_ascii_digit())
        && Ident::parse_any.parse_str(text).is_ok()
}

/// The name of a type in upper camel case, if that is a valid name.
pub(crate) fn corrected_type_name(name: &Ident) -> Ident {
    let camel = upper_camel(&name.unraw().to_string());
    if is_word(&camel) { Ident::new(&camel, name.span()) } else { name.clone() }
}

/// `Door` for a reference such as `#/components/schemas/Door`.
pub(crate) fn referenced_name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

/// An attribute or a visibility with conventional spacing.
pub(crate) fn attribute_text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string();
    text.replace(" (", "(").replace(" ,", ",").replace(" :: ", "::")
}

/// The tokens in a string literal; `None` if it contains anything but names, `::` and the brackets of
/// types. For the reason, see [`is_word`].
pub(crate) fn tokens_in(literal: &LitStr) -> Option<TokenStream> {
    let text = literal.value();
    let is_separator = |letter: char| " :<>[],|?.".contains(letter);
    let mut words = text.split(is_separator).filter(|word| !word.is_empty());
    let mut depth = 0_i32;
    let is_balanced = text.chars().all(|letter| {
        depth += i32::from(letter == '[') - i32::from(letter == ']');
        depth >= 0
    });
    let is_plain = is_balanced && depth == 0 && words.all(is_word);
    if is_plain { literal.parse().ok() } else { None }
}

/// The variant for a value: `OnHold` for `on-hold`.
pub(crate) fn variant_name(value: &str) -> String {
    let is_separator = |letter: char| !letter.is_alphanumeric();
    let words: Vec<_> = value.split(is_separator).filter(|word| !word.is_empty()).collect();
    let name = upper_camel(&words.join("_"));
    let is_valid = |name: &String| is_word(name) && syn::parse_str::<Ident>(name).is_ok();
    let candidates = [name.clone(), format!("{name}Value"), format!("_{name}")];
    candidates.into_iter().find(is_valid).unwrap_or_else(|| "Value".to_owned())
}

/// `{ Low = "low", High = "high" }` for these names and values; `{ … }` for none.
pub(crate) fn variants(written: &[(String, String)]) -> String {
    let variants = written.iter().map(|(name, value)| format!("{name} = {value:?}"));
    let mut variants: Vec<_> = variants.take(4).collect();
    if variants.len() != written.len() || written.is_empty() {
        variants.push("…".to_owned());
    }
    format!("{{ {} }}", variants.join(", "))
}

/// The number of letters to insert, remove, replace or swap with a neighbor (optimal string
/// alignment).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row_before_last: Vec<usize> = Vec::new();
    let mut row_before: Vec<usize> = (0..=right.len()).collect();
    let mut letter_before = None;
    for (index, letter) in left.chars().enumerate() {
        let mut row = vec![index + 1];
        for (column, other) in right.iter().enumerate() {
            let replaced = row_before[column] + usize::from(letter != *other);
            let mut edits = replaced.min(row_before[column + 1] + 1).min(row[column] + 1);
            if column > 0 && letter_before == Some(*other) && letter == right[column - 1] {
                edits = edits.min(row_before_last[column - 1] + 1);
            }
            row.push(edits);
        }
        row_before_last = std::mem::replace(&mut row_before, row);
        letter_before = Some(letter);
    }
    row_before[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        for (left, right, edits) in [
            ("", "", 0),
            ("", "body", 4),
            ("body", "", 4),
            ("body", "body", 0),
            ("bdy", "body", 1),
            ("bodyy", "body", 1),
            ("bady", "body", 1),
            ("bdoy", "body", 1),
            ("obdy", "body", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(left, right), edits, "{left} to {right}");
        }
    }

    #[test]
    fn only_a_near_word_is_suggested() {
        let sections = ["path", "query", "header", "body", "response"];
        for (word, expected) in [
            ("bdy", Some("body")),
            ("Body", Some("body")),
            ("qeury", Some("query")),
            ("headers", Some("header")),
            ("respones", Some("response")),
            ("pth", Some("path")),
            ("payload", None),
            ("x", None),
        ] {
            assert_eq!(nearest(word, &sections), expected, "{word}");
        }
    }

    #[test]
    fn unknown_word_gets_suggestion_and_list() {
        let sections = ["path", "body"];
        assert_eq!(
            unknown("section", "sections", "bdy", &sections),
            "unknown section `bdy`; write `body` (the sections are `path`, `body`)"
        );
        assert_eq!(
            unknown("section", "sections", "payload", &sections),
            "unknown section `payload`; the sections are `path`, `body`"
        );
    }

    #[test]
    fn only_plain_text_is_divided_into_tokens() {
        let tokens = |text| tokens_in(&LitStr::new(text, proc_macro2::Span::call_site()));
        for text in ["Door", "Vec<a::Door>", "string[]", "string | null", "größe"] {
            assert!(tokens(text).is_some(), "{text}");
        }
        for text in ["it's", "2fa", "a[", "]a[", "(a)", "\"", "x²", "a`b", "0x"] {
            assert!(tokens(text).is_none(), "{text}");
        }
    }

    #[test]
    fn names_are_converted_between_cases() {
        assert_eq!(upper_camel("migrate"), "Migrate");
        assert_eq!(upper_camel("get_by_email2"), "GetByEmail2");
        assert_eq!(upper_camel("ON_HOLD"), "OnHold");
        assert_eq!(upper_camel("__"), "");
        assert_eq!(upper_camel("öffne_tür"), "ÖffneTür");
        assert_eq!(upper_camel("TÜR_AUF"), "TürAuf");
        assert_eq!(upper_camel("__x"), "X");
        assert_eq!(upper_camel("_2fa"), "_2fa");
        assert_eq!(upper_camel("_500_error"), "_500Error");
        assert_eq!(upper_camel("打开_门"), "打开门");
        assert_eq!(upper_camel("ßx"), "SSx");
        for (value, name) in [
            ("low", "Low"),
            ("on-hold", "OnHold"),
            ("ON_HOLD", "OnHold"),
            ("onHold", "OnHold"),
            ("500", "_500"),
            ("self", "SelfValue"),
            ("", "Value"),
            ("a²", "Value"),
        ] {
            assert_eq!(variant_name(value), name);
        }
        assert_eq!(snake("migrateTOTP"), "migrate_totp");
        assert_eq!(snake("MemberStatus"), "member_status");
        assert_eq!(snake("Get_Member"), "get_member");
        assert_eq!(snake("ÖffneTür"), "öffne_tür");
        assert_eq!(snake("__Get__Member_"), "__get_member_");
    }

    #[test]
    fn converted_names_are_identifiers() {
        let is_identifier = |name: &str| syn::parse_str::<syn::Ident>(name).is_ok();
        for letter in ('\0'..=char::MAX).filter(|letter| !is_caseless(*letter)) {
            for name in [format!("{letter}x"), format!("_{letter}"), format!("x_{letter}y")] {
                if is_identifier(&name) {
                    let camel = format!("{}Request", upper_camel(&name));
                    assert!(is_identifier(&camel), "{name}: {camel}");
                    assert!(is_identifier(&snake(&name)), "{name}: {}", snake(&name));
                }
            }
        }
    }
}
