//! What all pages hold, one by one.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

#[cfg(feature = "blocking")]
use crate::client::pages::BlockingItems;
use crate::{Error, client::pages::Pages, schema::Paginated};

/// What the pages of an answer hold, a stream; begun by [`Call::items`](crate::Call::items).
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
/// The pages are asked for as [`Pages`] says, each once the items of the page before have been taken.
/// All items that came before an error are given before it.
///
/// It borrows nothing, so that it can be spawned.
#[must_use = "streams do nothing unless they are polled"]
pub struct Items<E: Paginated> {
    pub(crate) pages: Pages<E>,
    /// The items of the page in hand that have not been taken.
    left: vec::IntoIter<E::Item>,
    /// The cursor of the page in hand.
    cursor: Option<String>,
}

impl<E: Paginated> Items<E> {
    pub(crate) fn new(pages: Pages<E>) -> Self {
        Self { pages, left: Vec::new().into_iter(), cursor: None }
    }

    /// The next item; `None` after the last one and after an error. Dropping the future loses nothing:
    /// the next one goes on with the same call.
    ///
    /// # Errors
    /// As [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<E::Item, Error>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    /// The cursor of the page that the next item is on or, after an error, of the page that failed: to
    /// go on there misses nothing, and gives the items of a page that was begun once more. `None`
    /// where that is the first page, and after the last item.
    pub fn cursor(&self) -> Option<&str> {
        if self.left.len() == 0 { self.pages.cursor() } else { self.cursor.as_deref() }
    }

    /// Gives the items without `.await`: an iterator that blocks the thread (feature `blocking`).
    ///
    /// ```no_run
    /// # fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::organizations::SearchRequest;
    ///
    /// for organization in client.b2b().organizations().search(SearchRequest::new()).items().wait() {
    ///     println!("{}", organization?.organization_name);
    /// }
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> BlockingItems<E> {
        BlockingItems::new(self)
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<E::Item, Error>>> {
        self.next_item(|pages| pages.poll_page(context))
    }

    /// The next item, of the page in hand or of the next that has one.
    pub(crate) fn next_item(
        &mut self,
        mut next_page: impl FnMut(&mut Pages<E>) -> Poll<Option<Result<E::Response, Error>>>,
    ) -> Poll<Option<Result<E::Item, Error>>> {
        loop {
            if let Some(item) = self.left.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let cursor = self.pages.cursor().map(str::to_owned);
            match ready!(next_page(&mut self.pages)) {
                Some(Ok(page)) => {
                    self.left = E::into_items(page).into_iter();
                    self.cursor = cursor;
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is ever pinned.
impl<E: Paginated> Unpin for Items<E> {}

impl<E: Paginated> Stream for Items<E> {
    type Item = Result<E::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

/// Shows the endpoint and how it is called, neither the request nor items.
impl<E: Paginated> fmt::Debug for Items<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.show("Items", f)
    }
}
