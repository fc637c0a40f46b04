//! Text that may come from a server or a caller, made safe to show: escaped, and truncated if it is long.

use std::fmt::{self, Write as _};

/// The number of characters after which text is truncated.
const LIMIT: usize = 1000;

/// Shows text that was written by a server or a caller.
///
/// Characters that could control a terminal, start a new line in a log, or change how the text around
/// them reads are escaped as in a Rust string: `\n`, `\u{202e}`. Text of more than 1000 characters is
/// truncated, and the number of omitted bytes is added. `Debug` adds quotes.
pub(crate) struct Escaped<'a>(pub(crate) &'a dyn fmt::Display);

impl Escaped<'_> {
    fn write(&self, f: &mut fmt::Formatter<'_>, context: Context) -> fmt::Result {
        let mut writer = EscapeWriter { output: f, context, left: LIMIT, omitted: 0 };
        write!(writer, "{}", self.0)?;
        match writer.omitted {
            0 => Ok(()),
            omitted => write!(f, "… [{omitted} more bytes]"),
        }
    }
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, Context::Line)
    }
}

impl fmt::Debug for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.write(f, Context::Quotes)?;
        f.write_char('"')
    }
}

/// Shows an optional text in the `Debug` output of an error.
pub(super) fn escaped(text: Option<&String>) -> Option<Escaped<'_>> {
    text.map(|text| Escaped(text))
}

/// Writes a value's own `Debug` or `Display` output, whose line breaks are its layout, with all other
/// characters that need it escaped. It is not truncated.
pub(crate) fn escape_lines(f: &mut fmt::Formatter<'_>, value: fmt::Arguments<'_>) -> fmt::Result {
    EscapeWriter { output: f, context: Context::Lines, left: usize::MAX, omitted: 0 }
        .write_fmt(value)
}

/// Where text is shown.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    /// On one line.
    Line,
    /// On one line, between double quotes.
    Quotes,
    /// On separate lines.
    Lines,
}

struct EscapeWriter<'a, 'f> {
    output: &'a mut fmt::Formatter<'f>,
    context: Context,
    /// How many more characters to write.
    left: usize,
    /// How many bytes were not written.
    omitted: usize,
}

impl fmt::Write for EscapeWriter<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut shown = 0;
        for (index, character) in text.char_indices() {
            if self.left == 0 {
                self.output.write_str(&text[shown..index])?;
                self.omitted += text.len() - index;
                return Ok(());
            }
            self.left -= 1;
            if needs_escape(character, self.context) {
                self.output.write_str(&text[shown..index])?;
                write!(self.output, "{}", character.escape_default())?;
                shown = index + character.len_utf8();
            }
        }
        self.output.write_str(&text[shown..])
    }
}

fn needs_escape(character: char, context: Context) -> bool {
    match character {
        '\n' => context != Context::Lines,
        '"' | '\\' => context == Context::Quotes,
        character => character.is_control() || is_invisible(character),
    }
}

/// Whether a character is invisible, or changes how its neighbors are shown. The joiners of scripts and
/// emoji are among them: they also make two different names look the same.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
        '\u{ad}' | '\u{61c}' | '\u{180e}'
        // Zero-width characters, line and paragraph separators, embeddings and overrides of the
        // direction of writing.
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        // Word joiner, invisible operators, isolates of the direction of writing.
        | '\u{2060}'..='\u{206f}'
        // Byte order mark, interlinear annotations.
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Tags and further variation selectors, which can hide whole texts.
        | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deceptive_characters_are_escaped() {
        let cases = [
            ("plain, ünïcödé, 日本語, e\u{301}", "plain, ünïcödé, 日本語, e\u{301}"),
            ("a\nb\r\tc", r"a\nb\r\tc"),
            ("\u{1b}[31m\u{7f}\u{9b}2J\0", r"\u{1b}[31m\u{7f}\u{9b}2J\u{0}"),
            ("line\u{2028}paragraph\u{2029}", r"line\u{2028}paragraph\u{2029}"),
            ("\u{202a}\u{202e}\u{2066}\u{2069}", r"\u{202a}\u{202e}\u{2066}\u{2069}"),
            ("\u{200b}\u{200e}\u{200f}\u{61c}", r"\u{200b}\u{200e}\u{200f}\u{61c}"),
            ("\u{feff}\u{ad}\u{2060}", r"\u{feff}\u{ad}\u{2060}"),
            ("\u{e0041}", r"\u{e0041}"),
        ];
        for (text, expected) in cases {
            assert_eq!(Escaped(&text).to_string(), expected);
            assert_eq!(format!("{:?}", Escaped(&text)), format!("\"{expected}\""));
        }
        let quoted = r#"say "\n""#;
        assert_eq!(Escaped(&quoted).to_string(), quoted);
        assert_eq!(format!("{:?}", Escaped(&quoted)), r#""say \"\\n\"""#);
    }

    #[test]
    fn long_text_is_cut() {
        let whole = "é".repeat(LIMIT);
        assert_eq!(Escaped(&whole).to_string(), whole);
        let long = format!("{whole}é\n");
        assert_eq!(Escaped(&long).to_string(), format!("{whole}… [3 more bytes]"));
        assert_eq!(format!("{:?}", Escaped(&long)), format!("\"{whole}… [3 more bytes]\""));
        // The limit is that of the whole text, not of each part that a value writes.
        let parts = format!("{}{}", "\n".repeat(LIMIT), "x".repeat(7));
        assert!(
            Escaped(&format_args!("{parts}{parts}")).to_string().ends_with("… [1014 more bytes]")
        );
    }

    #[test]
    fn layout_keeps_its_line_breaks() {
        struct Layout;
        impl fmt::Display for Layout {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                escape_lines(f, format_args!("{{\n  \"\u{202e}\"\r\n}}"))
            }
        }
        assert_eq!(Layout.to_string(), "{\n  \"\\u{202e}\"\\r\n}");
    }
}
