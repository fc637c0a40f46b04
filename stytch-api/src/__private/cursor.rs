//! Where the next page begins.

/// What a `next_cursor` may be.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no cursor",
    label = "its `next_cursor` is no string; declare it as `next_cursor?: String`"
)]
pub trait Cursor {
    /// The cursor as it came.
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

/// The cursor of the next page: none on the last, where it is absent or empty.
pub fn next_cursor(field: &impl Cursor) -> Option<&str> {
    field.cursor().filter(|cursor| !cursor.is_empty())
}
