//! The synonyms that other notations use for the names of sections.

use crate::{
    keyword::{Method, Section},
    suggest::{nearest, snake},
};

/// The meaning of a word in place of a section's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum SectionWord {
    /// A section.
    Section(Section),
    /// The section for the fields of the request, which depends on the HTTP method.
    Request,
    /// A section with parameters: like `Request`, but `query` if another section holds the body.
    Parameters,
    /// A single header.
    Cookies,
    /// A body with `#[form]`.
    Form,
    /// A body in a format that the client cannot send.
    Multipart,
    /// Not a section. Holds the fix to suggest.
    Unneeded(&'static str),
}

/// Types that have no fields. A word before one of them is the name of a field and not a section.
pub(crate) const SINGLE_VALUES: &[&str] = &[
    "String",
    "Secret",
    "Timestamp",
    "Json",
    "Metadata",
    "bool",
    "i32",
    "i64",
    "u32",
    "u64",
    "f64",
];

const ERRORS: SectionWord = SectionWord::Unneeded("every endpoint fails with `stytch_api::Error`");

/// The words in snake case, with their meanings.
const WORDS: &[(SectionWord, &[&str])] = &[
    (
        SectionWord::Section(Section::Path),
        &["path_params", "path_parameters", "path_param", "paths", "url", "url_params", "uri"],
    ),
    (
        SectionWord::Section(Section::Query),
        &["query_params", "query_parameters", "query_param", "query_string", "queries", "search"],
    ),
    (SectionWord::Section(Section::Header), &["headers", "header_params", "request_headers"]),
    (
        SectionWord::Section(Section::Body),
        &["payload", "json", "request_body", "req_body", "content"],
    ),
    (
        SectionWord::Section(Section::Response),
        &[
            "responses",
            "response_body",
            "returns",
            "return",
            "result",
            "results",
            "res",
            "resp",
            "reply",
            "output",
            "out",
            "ok",
            "success",
        ],
    ),
    (
        SectionWord::Request,
        &["request", "req", "input", "in", "args", "arguments", "data", "properties", "fields"],
    ),
    (SectionWord::Parameters, &["parameters", "params", "param"]),
    (SectionWord::Cookies, &["cookie", "cookies", "cookie_params", "cookie_parameters"]),
    (SectionWord::Form, &["form", "form_data", "formdata", "url_encoded"]),
    (SectionWord::Multipart, &["multipart", "files", "attachments"]),
    (
        SectionWord::Unneeded("`response` describes the body of a response"),
        &["response_header", "response_headers", "set_cookie", "trailers"],
    ),
    (
        ERRORS,
        &[
            "error",
            "errors",
            "err",
            "throws",
            "raises",
            "exceptions",
            "failure",
            "failures",
            "error_body",
            "error_response",
            "error_responses",
        ],
    ),
    (
        SectionWord::Unneeded(
            "the client sends its credentials unless the endpoint has `#[no_auth]`",
        ),
        &["auth", "authentication", "security"],
    ),
    (
        SectionWord::Unneeded("docs are written as comments, `/// …`, before the endpoint's name"),
        &["description", "summary", "docs", "doc", "tags"],
    ),
];

impl SectionWord {
    /// The meaning of a section's name, of a synonym, or of a misspelled name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        if let Some(section) = Section::from_spelling(name) {
            return Some(Self::Section(section));
        }
        let written = snake(name);
        let stem = written.trim_end_matches(|letter: char| letter.is_ascii_digit());
        match is_success(&written[stem.len()..]) {
            Some(true) => return Self::from_name(stem.trim_end_matches('_')),
            Some(false) if Self::from_name(stem.trim_end_matches('_')).is_some() => {
                return Some(ERRORS);
            }
            Some(false) | None => {}
        }
        let last_word = last_word(&written);
        let find = |written: &str| WORDS.iter().find(|(_, words)| words.contains(&written));
        if let Some((word, _)) = find(&written).or_else(|| find(last_word)) {
            return Some(*word);
        }
        let section = Section::from_spelling(last_word)
            .or_else(|| nearest(name, Section::SPELLINGS).and_then(Section::from_spelling));
        section.map(Self::Section)
    }

    /// The section for the word, if any.
    pub(crate) fn section(self, method: Method) -> Option<Section> {
        match self {
            Self::Section(section) => Some(section),
            Self::Request | Self::Parameters => {
                Some(if method.carries_body() { Section::Body } else { Section::Query })
            }
            Self::Cookies => Some(Section::Header),
            Self::Form | Self::Multipart => Some(Section::Body),
            Self::Unneeded(_) => None,
        }
    }
}

/// Whether a status code, such as `200` or `4xx`, is that of a success; `None` if it is not a code.
pub(crate) fn is_success(code: &str) -> Option<bool> {
    let (class, rest) = (code.get(..1)?, code.get(1..)?);
    let is_rest = |letter: char| letter.is_ascii_digit() || matches!(letter, 'x' | 'X');
    let is_code = ("1"..="5").contains(&class) && rest.len() == 2 && rest.chars().all(is_rest);
    is_code.then_some(class == "2")
}

/// `response` in `open_response`.
fn last_word(name: &str) -> &str {
    let words = ["request", "response"];
    match words.iter().find(|word| name.ends_with(**word)) {
        Some(word) => word,
        None => name.rsplit('_').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_notations_are_understood() {
        use SectionWord::{Form, Request};
        let section = SectionWord::Section;
        for (name, expected) in [
            ("body", Some(section(Section::Body))),
            ("bodi", Some(section(Section::Body))),
            ("Body", Some(section(Section::Body))),
            ("queryParams", Some(section(Section::Query))),
            ("path_params", Some(section(Section::Path))),
            ("headers", Some(section(Section::Header))),
            ("OpenResponse", Some(section(Section::Response))),
            ("DoorBody", Some(section(Section::Body))),
            ("OpenRequest", Some(Request)),
            ("XRequest", Some(Request)),
            ("properties", Some(Request)),
            ("formData", Some(Form)),
            ("response_201", Some(section(Section::Response))),
            ("response404", Some(ERRORS)),
            ("door_404", None),
            ("trailing", None),
        ] {
            assert_eq!(SectionWord::from_name(name), expected, "{name}");
        }
    }

    #[test]
    fn request_means_the_section_that_the_method_has() {
        assert_eq!(SectionWord::Request.section(Method::Get), Some(Section::Query));
        assert_eq!(SectionWord::Request.section(Method::Put), Some(Section::Body));
    }

    #[test]
    fn each_word_has_one_meaning() {
        let mut seen = std::collections::HashSet::new();
        for word in WORDS.iter().flat_map(|(_, words)| *words) {
            assert!(seen.insert(word), "{word}");
            assert_eq!(snake(word), **word);
            assert!(Section::from_spelling(word).is_none(), "{word}");
        }
    }
}
