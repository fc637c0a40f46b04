//! Secrets as text: base32 and hexadecimal digits, with separators.

use data_encoding::{BASE32_NOPAD_NOCASE, DecodeKind, Encoding, HEXLOWER_PERMISSIVE};
use zeroize::Zeroizing;

use crate::error::AuthenticatorError;

/// Decodes base32 of RFC 4648, with or without padding.
pub(crate) fn decode_base32(text: &str) -> Result<Zeroizing<Vec<u8>>, AuthenticatorError> {
    // Padding holds no bits. How much there is doesn't matter, but nothing may follow.
    let text = text.trim_end_matches(|char| char == '=' || is_separator(char));
    let digits = digits(text, is_separator, "base32", |char| {
        char.is_ascii_alphabetic() || ('2'..='7').contains(&char)
    })?;
    decode(&BASE32_NOPAD_NOCASE, "base32", &digits)
}

/// Decodes hexadecimal digits.
pub(crate) fn decode_hex(text: &str) -> Result<Zeroizing<Vec<u8>>, AuthenticatorError> {
    let is_separator = |char| is_separator(char) || char == ':';
    let digits = digits(text, is_separator, "hex", |char| char.is_ascii_hexdigit())?;
    decode(&HEXLOWER_PERMISSIVE, "hex", &digits)
}

fn is_separator(char: char) -> bool {
    char.is_whitespace() || char == '-'
}

/// Returns the characters of the text without separators. All of them must be digits of the encoding.
fn digits(
    text: &str,
    is_separator: impl Fn(char) -> bool,
    encoding: &'static str,
    is_digit: impl Fn(char) -> bool,
) -> Result<Zeroizing<String>, AuthenticatorError> {
    // Large enough, so that it never moves: the memory that it left would not be zeroed.
    let mut digits = Zeroizing::new(String::with_capacity(text.len()));
    for (index, char) in text.chars().enumerate() {
        if is_digit(char) {
            digits.push(char);
        } else if !is_separator(char) {
            return Err(AuthenticatorError::InvalidCharacter { encoding, position: index + 1 });
        }
    }
    Ok(digits)
}

/// Decodes valid digits.
fn decode(
    codec: &Encoding,
    encoding: &'static str,
    digits: &str,
) -> Result<Zeroizing<Vec<u8>>, AuthenticatorError> {
    let bytes = codec.decode(digits.as_bytes()).map_err(|error| match error.kind {
        DecodeKind::Trailing => AuthenticatorError::TrailingBits,
        DecodeKind::Length | DecodeKind::Symbol | DecodeKind::Padding => {
            AuthenticatorError::InvalidLength { encoding }
        }
    })?;
    Ok(Zeroizing::new(bytes))
}
