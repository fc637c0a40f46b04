//! The items of all pages, one by one.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::Pages;
use crate::{Error, schema::Paginated};

/// A stream of the items of all pages; created by [`Call::items`](crate::Call::items).
///
/// ```no_run
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// use stytch_api::b2b::organizations::members::SearchRequest;
///
/// let request = SearchRequest::new(["organization-test-…"]);
/// let mut members = client.b2b().organizations().members().search(request).items();
/// while let Some(member) = members.next().await {
///     println!("{}", member?.email_address);
/// }
/// # Ok(()) }
/// ```
///
/// Pages are requested as described at [`Pages`], each after the items of the previous page have been
/// consumed. An error is yielded after every item that was received before it.
///
/// It borrows nothing, so it can be spawned.
#[must_use = "a stream does nothing until it is polled; call `next().await` in a loop"]
pub struct Items<E: Paginated> {
    pages: Pages<E>,
    /// The items of the current page that have not been yielded.
    remaining: vec::IntoIter<E::Item>,
    /// The cursor of the current page.
    cursor: Option<String>,
}

impl<E: Paginated> Items<E> {
    pub(crate) fn new(pages: Pages<E>) -> Self {
        Self { pages, remaining: Vec::new().into_iter(), cursor: None }
    }

    /// Sets how many consecutive pages may be empty; 100 by default. See [`Pages::max_empty_pages`].
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.pages = self.pages.max_empty_pages(pages);
        self
    }

    /// Returns the next item, or `None` after the last one and after an error.
    ///
    /// Cancel safe: if the future is dropped, the next one continues the same call.
    ///
    /// # Errors
    /// The same as [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<E::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// Returns the cursor of the page that holds the next item or, after an error, of the page that
    /// failed; `None` if that is the first page, and after the last item.
    ///
    /// Resuming there misses nothing, but repeats the items of a page that was partly consumed.
    pub fn cursor(&self) -> Option<&str> {
        if self.remaining.len() == 0 { self.pages.cursor() } else { self.cursor.as_deref() }
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<E::Item, Error>>> {
        self.next_item(|pages| pages.poll_page(context))
    }

    /// Returns the next item of the current page, or of the next page that has one.
    pub(super) fn next_item(
        &mut self,
        mut next_page: impl FnMut(&mut Pages<E>) -> Poll<Option<Result<E::Response, Error>>>,
    ) -> Poll<Option<Result<E::Item, Error>>> {
        loop {
            if let Some(item) = self.remaining.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let cursor = self.pages.cursor().map(str::to_owned);
            match ready!(next_page(&mut self.pages)) {
                Some(Ok(page)) => {
                    self.remaining = E::into_items(page).into_iter();
                    self.cursor = cursor;
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// No field is structurally pinned.
impl<E: Paginated> Unpin for Items<E> {}

impl<E: Paginated> Stream for Items<E> {
    type Item = Result<E::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

/// Shows the endpoint and the options, neither the request nor items.
impl<E: Paginated> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt_call("Items", f)
    }
}
