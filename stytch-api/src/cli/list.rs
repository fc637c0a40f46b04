//! `stytch-api list`: the endpoints.

use std::fmt::Write as _;

use crate::catalog::Catalog;

/// Returns one line per endpoint: its name, method and path.
pub(super) fn list(catalog: &Catalog) -> String {
    let width = catalog.iter().map(|entry| entry.name.len()).max().unwrap_or_default();
    catalog.iter().fold(String::new(), |mut text, entry| {
        // Writing to a `String` never fails.
        let _ = writeln!(text, "{:width$}  {}", entry.name, entry.spec);
        text
    })
}
