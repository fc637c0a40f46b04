//! The parts of a URI, decoded without leaving copies of a secret in memory.

use percent_encoding::percent_decode;
use zeroize::Zeroizing;

use crate::Secret;

/// Returns what follows `start`, whose case does not matter, without the fragment.
pub(crate) fn strip_start<'a>(uri: &'a str, start: &str) -> Option<&'a str> {
    let (actual, rest) = uri.trim().split_at_checked(start.len())?;
    let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
    actual.eq_ignore_ascii_case(start).then_some(rest)
}

/// Returns the names and the values of a query, still escaped.
pub(crate) fn query_pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// Decodes `%2B` and the like. A `+` is not decoded.
pub(crate) fn decode_percent(escaped: &[u8]) -> Zeroizing<Vec<u8>> {
    // Large enough, so that it never moves: the memory that it left would not be zeroed.
    let mut bytes = Zeroizing::new(Vec::with_capacity(escaped.len()));
    bytes.extend(percent_decode(escaped));
    bytes
}

/// Decodes a name or a value of a query, where a `+` is a space.
pub(crate) fn decode_query(escaped: &str) -> Secret {
    let mut escaped = Zeroizing::new(escaped.as_bytes().to_vec());
    replace(&mut escaped, b'+', b' ');
    Secret::from(String::from_utf8_lossy(&decode_percent(&escaped)).into_owned())
}

/// Replaces a byte in place.
pub(crate) fn replace(bytes: &mut [u8], old: u8, new: u8) {
    for byte in bytes.iter_mut().filter(|byte| **byte == old) {
        *byte = new;
    }
}
