//! The cursor of the next page.

/// The type of a `next_cursor`: `String` or `Option<String>`.
pub trait Cursor {
    /// The cursor as received.
    fn cursor(&self) -> Option<&str>;
}

impl Cursor for String {
    fn cursor(&self) -> Option<&str> {
        Some(self)
    }
}

impl Cursor for Option<String> {
    fn cursor(&self) -> Option<&str> {
        self.as_deref()
    }
}

/// The cursor of the next page; `None` if it is absent or empty, which marks the last page.
pub fn next_cursor(field: &impl Cursor) -> Option<&str> {
    field.cursor().filter(|cursor| !cursor.is_empty())
}

/// An object with a `next_cursor`, which a paginated response can contain as `results_metadata`.
#[diagnostic::on_unimplemented(
    message = "`#[pages]` requires a string `next_cursor` in `{Self}`; write `next_cursor?: String` in its `object!`",
    label = "has no string `next_cursor`"
)]
pub trait HasNextCursor {
    /// The cursor of the next page; `None` on the last page.
    fn next_cursor(&self) -> Option<&str>;
}
