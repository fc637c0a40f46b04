//! The cursor of the next page.

/// The type of a `next_cursor`: `String` or `Option<String>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a cursor",
    label = "`next_cursor` is not a string; declare it as `next_cursor?: String`"
)]
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
