//! The docs of specs, as plain text.

/// Returns docs without intra-doc links, which work only in rustdoc.
pub(super) fn plain(docs: &str) -> String {
    docs.trim().replace("[`", "`").replace("`]", "`")
}

/// Returns the first paragraph, on one line.
pub(super) fn summary(docs: &str) -> String {
    let docs = plain(docs);
    let lines = docs.lines().take_while(|line| !line.trim().is_empty());
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}
