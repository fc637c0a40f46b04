//! Removes the secrets of a call from the texts of its errors.

mod unescape;

use std::{fmt::Write as _, ops::Range};

use reqwest::header::HeaderValue;

use self::unescape::{Escapes, find_original, unescape};
use crate::{
    Json, Metadata, Secret,
    codec::scalar::ScalarRef,
    schema::{FieldRef, Object, ValueRef, match_value},
};

/// Shorter secrets are not redacted, because they occur in any text.
const MIN_LEN: usize = 4;

/// Shorter secrets, such as codes, are only redacted as whole words: four digits also occur within the
/// digits of an ID or of a time. Shorter header values are taken for plain words, such as `test`, which
/// every ID contains.
const MIN_LEN_WITHIN_WORDS: usize = 8;

/// How many nested layers of escaping are decoded, such as a JSON string in a URL.
const MAX_ESCAPES: u32 = 2;

/// Longer texts are truncated, in bytes. Otherwise a server could make the search for secrets slow.
const MAX_TEXT: usize = 16 << 10;

/// How much longer a secret becomes when it is escaped, at most: in this many bytes beyond the end of a
/// truncated text, secrets are searched too, because one may start before it. A letter that is `&#x000041;`
/// in HTML has up to 36 bytes when all of them are then escaped for a URL.
const MAX_GROWTH: usize = 36;

const REDACTED: &str = "[redacted]";

/// The secrets of one call.
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Collects the secret of the client, the secrets of `request`, and the values of `headers`, which may be
    /// secrets.
    pub(crate) fn collect<'h>(
        request: &dyn Object,
        client_secret: &Secret,
        headers: impl IntoIterator<Item = &'h HeaderValue>,
    ) -> Self {
        let mut secrets = Self(Vec::new());
        secrets.add(client_secret.expose());
        visit_secrets(FieldRef::Object(request), &mut |secret| secrets.add(secret.expose()));
        for value in headers {
            let Ok(value) = std::str::from_utf8(value.as_bytes()) else { continue };
            header_secrets(value).for_each(|secret| secrets.add(secret));
        }
        secrets
    }

    fn add(&mut self, secret: &str) {
        if secret.len() >= MIN_LEN && !self.0.iter().any(|known| known.expose() == secret) {
            self.0.push(Secret::from(secret));
        }
    }

    /// Replaces each secret in `text` with `[redacted]`, including one that is escaped for a URL, for
    /// JSON or for HTML. Text after the first 16 KiB is replaced with the number of its bytes.
    pub(crate) fn redact(&self, text: &mut String) {
        let longest = self.0.iter().map(|secret| secret.expose().len()).max().unwrap_or(0);
        let shown = truncate(text, MAX_TEXT);
        let searched = truncate(text, MAX_TEXT.saturating_add(longest.saturating_mul(MAX_GROWTH)));
        let ranges = self.find(searched, MAX_ESCAPES);
        if ranges.is_empty() && shown.len() == text.len() {
            return;
        }
        let mut redacted = String::with_capacity(shown.len());
        let mut end = 0;
        for range in ranges.into_iter().take_while(|range| range.start < shown.len()) {
            redacted.push_str(&text[end..range.start]);
            redacted.push_str(REDACTED);
            end = range.end;
        }
        // The last secret may extend beyond the shown text.
        redacted.push_str(shown.get(end..).unwrap_or_default());
        let omitted = text.len() - end.max(shown.len());
        if omitted > 0 {
            // Writing to a string cannot fail.
            let _ = write!(redacted, "… [{omitted} more bytes]");
        }
        *text = redacted;
    }

    /// Redacts the keys and values of a JSON object.
    pub(crate) fn redact_object(&self, object: &mut Metadata) {
        let entries = std::mem::take(object).into_iter();
        object.extend(entries.map(|(mut key, mut value)| {
            self.redact(&mut key);
            self.redact_json(&mut value);
            (key, value)
        }));
    }

    fn redact_json(&self, json: &mut Json) {
        match json {
            Json::String(text) => self.redact(text),
            Json::Array(elements) => {
                for element in elements {
                    self.redact_json(element);
                }
            }
            Json::Object(object) => self.redact_object(object),
            // A code may have been read as a number.
            Json::Number(number) => {
                let text = number.to_string();
                if self.0.iter().any(|secret| secret.expose() == text) {
                    *json = Json::from(REDACTED);
                }
            }
            Json::Null | Json::Bool(_) => {}
        }
    }

    /// Returns where the secrets are in `text`, plain or under up to `layers` layers of escaping, in order
    /// and without overlaps.
    fn find(&self, text: &str, layers: u32) -> Vec<Range<usize>> {
        let plain = self.0.iter().flat_map(|secret| find_plain(text, secret.expose()));
        let mut ranges = merge(plain.collect());
        if layers == 0 {
            return ranges;
        }
        for escapes in Escapes::layers(text) {
            let Some(unescaped) = unescape(text, escapes) else { continue };
            let within = self.find(&unescaped, layers - 1);
            if !within.is_empty() {
                ranges.extend(find_original(text, escapes, &within));
                ranges = merge(ranges);
            }
        }
        ranges
    }
}

/// Returns what may be secret in the value of a header: all of it, and its parts, such as the token of
/// `Bearer token`, or the values of a cookie. A short part is more likely a plain word.
fn header_secrets(value: &str) -> impl Iterator<Item = &str> {
    let separators = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '=' | '"');
    let credentials = value.trim().split_once(' ').map(|(_, credentials)| credentials.trim_start());
    let parts = value.split(separators);
    // Servers ignore the spaces around a value.
    let secrets = [Some(value.trim()), credentials].into_iter().flatten().chain(parts);
    secrets.filter(|secret| secret.len() >= MIN_LEN_WITHIN_WORDS)
}

/// Sorts the ranges, and unites those that overlap.
fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    ranges.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    ranges
}

/// Returns the first characters of `text`, of at most this many bytes in total.
fn truncate(text: &str, max_len: usize) -> &str {
    let end = (0..=max_len.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

fn find_plain<'t>(text: &'t str, secret: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let ranges = text.match_indices(secret).map(|(start, _)| start..start + secret.len());
    ranges.filter(move |range| {
        let is_in_word = text[..range.start].ends_with(char::is_alphanumeric)
            || text[range.end..].starts_with(char::is_alphanumeric);
        secret.len() >= MIN_LEN_WITHIN_WORDS || !is_in_word
    })
}

/// Calls `visit` with each secret in `field`, at any depth.
fn visit_secrets(field: FieldRef<'_>, visit: &mut dyn FnMut(&Secret)) {
    let Some(value) = field.present() else { return };
    match_value! { value;
        Scalar(value) => {
            if let Some(secret) = value.as_secret() {
                visit(secret);
            }
        },
        ValueRef::Header(header) => visit(header.header().1),
        ValueRef::Object(object) => {
            for index in 0..object.table().fields.len() {
                visit_secrets(object.field(index), visit);
            }
        }
        ValueRef::List(list) => {
            for index in 0..list.len() {
                visit_secrets(list.get(index), visit);
            }
        }
        ValueRef::Map(map) => map.for_each(&mut |_, value| visit_secrets(value, visit)),
        ValueRef::Json(_)
        | ValueRef::Metadata(_)
        | ValueRef::Enum(_)
        | ValueRef::Null
        | ValueRef::Serde(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(secrets: &[&str]) -> Secrets {
        let mut collected = Secrets(Vec::new());
        for secret in secrets {
            collected.add(secret);
        }
        collected
    }

    fn redact(secrets: &[&str], text: &str) -> String {
        let mut text = text.to_owned();
        collected(secrets).redact(&mut text);
        text
    }

    #[test]
    fn escaped_secrets_are_redacted() {
        let secret = "p@ss <w>&\"1'/+\\é\n";
        let cases = [
            "p@ss <w>&\"1'/+\\é\n",
            // Percent-encoded, by several encoders, and form-encoded.
            "p%40ss%20%3Cw%3E%26%221%27%2F%2B%5C%C3%A9%0A",
            "p@ss%20%3cw%3e%26%221'/%2b%5c%c3%a9%0a",
            "p%40ss+%3Cw%3E%26%221%27%2F%2B%5C%C3%A9%0A",
            // JSON, by several encoders.
            r#"p@ss <w>&\"1'/+\\é\n"#,
            r#"p@ss \u003cw\u003e\u0026\"1'\/+\\\u00E9\u000a"#,
            // HTML, by several encoders.
            "p@ss &lt;w&gt;&amp;&quot;1&#39;/+\\é\n",
            "p@ss &lt;w&gt;&amp;&#34;1&#x27;/&#43;\\&#xE9;&#10;",
            "p&#64;ss &#60;w&#062;&#x26;&quot;1&apos;&#x2F;&#x2b;&#92;é\n",
            // JSON in HTML, HTML in a URL.
            "p@ss &lt;w&gt;&amp;\\&quot;1&#39;/+\\\\é\\n",
            "p@ss%20%26lt%3Bw%26gt%3B%26amp%3B%26quot%3B1%26%2339%3B/%2B\\é%0A",
        ];
        for text in cases {
            assert_eq!(redact(&[secret], &format!("a {text} b")), "a [redacted] b", "{text}");
        }
        // A character beyond the basic plane has two escapes in JSON.
        assert_eq!(redact(&["key-🔑-key"], r"key-\ud83d\udd11-key"), REDACTED);
        // Other text that would change when it is unescaped is left alone.
        let other = r"100% of a&b &amp; \u0041 \ud83d + %E2%82 &#xFFFFFFFF; \";
        assert_eq!(redact(&[secret], other), other);
    }

    #[test]
    fn secrets_that_contain_escapes_are_redacted() {
        let cases = [
            // Each is escaped once, by one encoder that does not know the other's escapes.
            (r#"p%41ss"word"#, "p%41ss&quot;word"),
            (r#"p%41ss"word"#, r#"p%41ss\"word"#),
            (r#"p%41ss"word"#, "p%2541ss%22word"),
            (r"one\ntwo&amp", r"one\\ntwo&amp"),
            (r"one\ntwo&amp", r"one\ntwo&amp;amp"),
            (r"one\ntwo&amp", r"one%5Cntwo%26amp"),
            ("a&amp;b c%20d", "a&amp;amp;b c%20d"),
            ("a&amp;b c%20d", "a%26amp%3Bb+c%2520d"),
            ("a&amp;b c%20d", r"a\u0026amp;b c%20d"),
            ("one+two<three", "one+two&lt;three"),
            ("one+two three", "one%2Btwo+three"),
            // Twice.
            (r#"p%41ss"word"#, r"p%41ss\u0026quot;word"),
            (r#"p%41ss"word"#, "p%2541ss%26quot%3Bword"),
            (r#"p%41ss"word"#, "p%252541ss%2522word"),
            (r"one\ntwo&amp", r"one\\ntwo&amp;amp"),
            ("one+two three&amp;", "one+two%20three&amp;"),
            ("one two three&amp;", "one+two%20three&amp;"),
            // In part by one encoder, in part by others.
            ("a+one<two>\"three", r#"a+one%3Ctwo&gt;\"three"#),
            ("a one<two>\"three", r#"a+one%3Ctwo&gt;\"three"#),
        ];
        for (secret, text) in cases {
            assert_eq!(redact(&[secret], &format!("a {text} b")), "a [redacted] b", "{text}");
        }
    }

    #[test]
    fn long_text_is_truncated() {
        let cases = [
            (MAX_TEXT, "", ""),
            (MAX_TEXT, "x", "… [1 more bytes]"),
            (MAX_TEXT - 1, "é and more", "… [11 more bytes]"),
            // Nothing is omitted after a secret at the end.
            (MAX_TEXT - 1, "TOPSECRET", "[redacted]"),
            (MAX_TEXT - 1, "%54%4F%50%53%45%43%52%45%54 x", "[redacted]… [2 more bytes]"),
            (MAX_TEXT - 1, "%26%23x54%3BOPSECRET", "[redacted]"),
            (MAX_TEXT, "TOPSECRET", "… [9 more bytes]"),
        ];
        for (length, end, expected) in cases {
            let start = "-".repeat(length);
            let redacted = redact(&["TOPSECRET"], &format!("{start}{end}"));
            assert_eq!(redacted.strip_prefix(&start), Some(expected), "{length} {end}");
        }
        let text = "1234 &lt; ".repeat(1_000_000);
        let redacted = redact(&["1234"], &text);
        let shown = "[redacted] &lt; ".repeat(MAX_TEXT / 10);
        let omitted = text.len() - MAX_TEXT;
        assert_eq!(redacted, format!("{shown}[redacted]… [{omitted} more bytes]"));
    }

    #[test]
    fn parts_of_a_header_may_be_secret() {
        let cases: [(&str, &[&str]); 8] = [
            ("short", &[]),
            ("12345678", &["12345678", "12345678"]),
            (" \tTOPSECRET ", &["TOPSECRET", "TOPSECRET"]),
            ("Bearer  TOPSECRET", &["Bearer  TOPSECRET", "TOPSECRET", "TOPSECRET"]),
            ("sid=TOPSECRET; a=b", &["sid=TOPSECRET; a=b", "TOPSECRET"]),
            ("Key a=b,c=TOPSECRET", &["Key a=b,c=TOPSECRET", "a=b,c=TOPSECRET", "TOPSECRET"]),
            (r#"k="TOPSECRET",b"#, &[r#"k="TOPSECRET",b"#, "TOPSECRET"]),
            ("VE9QU0VDUkVU==", &["VE9QU0VDUkVU==", "VE9QU0VDUkVU"]),
        ];
        for (value, expected) in cases {
            let secrets: Vec<_> = header_secrets(value).collect();
            assert_eq!(secrets, expected, "{value}");
        }
    }

    #[test]
    fn plain_secrets_are_redacted_next_to_an_escape_character() {
        for (secret, text) in [
            ("41abcdefg", "%41abcdefg"),
            ("n-secret-1", r"C:\n-secret-1"),
            ("amp;secret", "&amp;secret"),
        ] {
            assert_eq!(
                redact(&[secret], text),
                format!("{}[redacted]", &text[..text.len() - secret.len()])
            );
        }
    }

    #[test]
    fn overlapping_secrets_are_one_gap() {
        let secrets = ["token-one", "token-one-and-more", "more-to-come"];
        assert_eq!(redact(&secrets, "x token-one-and-more-to-come y"), "x [redacted] y");
        assert_eq!(redact(&secrets, "token-one token-one"), "[redacted] [redacted]");
    }

    #[test]
    fn short_secrets_are_redacted_as_whole_words_only() {
        let cases = [
            ("1234", "code 1234 is wrong", "code [redacted] is wrong"),
            ("1234", "%201234", "%20[redacted]"),
            ("1234", "request-id-test-91234567, 12345", "request-id-test-91234567, 12345"),
            ("1234", "invalid_1234", "invalid_[redacted]"),
            ("123", "code 123", "code 123"),
            ("12345678", "x12345678x", "x[redacted]x"),
        ];
        for (secret, text, expected) in cases {
            assert_eq!(redact(&[secret], text), expected);
        }
    }

    #[test]
    fn keys_values_and_numbers_of_json_are_redacted() {
        let secrets = collected(&["123456", "TOPSECRET"]);
        let mut object = serde_json::json!({
            "TOPSECRET": [{ "a": "is TOPSECRET" }, 123_456, 1_234_567, true, null],
        });
        secrets.redact_object(object.as_object_mut().unwrap());
        let expected = serde_json::json!({
            "[redacted]": [{ "a": "is [redacted]" }, "[redacted]", 1_234_567, true, null],
        });
        assert_eq!(object, expected);
    }
}
