//! Paginated results: streams, and iterators without `.await`.

#[cfg(feature = "blocking")]
mod blocking;
mod items;
pub(super) mod loop_guard;

use std::{
    fmt,
    future::poll_fn,
    mem,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures_core::Stream;

#[cfg(feature = "blocking")]
pub use self::blocking::{BlockingItems, BlockingPages};
pub use self::items::Items;
use self::loop_guard::{EndlessPages, LoopGuard};
use crate::{
    Error,
    client::{
        inner::Inner,
        options::CallOptions,
        send::{self, ResponseFuture, decode_response},
        trace::CallSpan,
    },
    error::RequestError,
    http::{attempt::RawResponse, pool::Connections},
    schema::{Endpoint, Object, Paginated, ValueRef},
};

/// A stream of pages, one response each; created by [`Call::pages`](crate::Call::pages).
///
/// ```no_run
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// use stytch_api::b2b::organizations::SearchRequest;
///
/// let request = SearchRequest::new().limit(100);
/// let mut pages = client.b2b().organizations().search(request).pages();
/// while let Some(page) = pages.next().await {
///     let page = page?;
///     println!("{} of {}", page.organizations.len(), page.results_metadata.total);
/// }
/// # Ok(()) }
/// ```
///
/// Each page is a separate call with the request's filters and the call's timeout, retries and
/// headers. A page is requested when the stream is polled for it, never in advance. The stream ends
/// after the last page and after an error; after an error, [`cursor`](Self::cursor) tells you where
/// to resume:
///
/// ```no_run
/// # async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
/// # use stytch_api::b2b::organizations::SearchRequest;
/// # let mut pages = client.send(SearchRequest::new()).pages();
/// # let _ = pages.next().await;
/// let mut request = SearchRequest::new().limit(100);
/// request.cursor = pages.cursor().map(str::to_owned);
/// let rest = client.send(request).pages();
/// # Ok(()) }
/// ```
///
/// A next cursor that was seen before would repeat pages forever: the stream yields the page that has it,
/// then an [`Error::Request`], and ends. It does the same after more than 100 consecutive pages without
/// items ([`max_empty_pages`](Self::max_empty_pages)).
///
/// It borrows nothing, so it can be spawned.
#[must_use = "a stream does nothing until it is polled; call `next().await` in a loop"]
pub struct Pages<E> {
    inner: Arc<Inner>,
    /// With the cursor of the next page.
    request: E,
    options: CallOptions,
    /// The call of the next page, once it has started.
    response: Option<ResponseFuture>,
    next: Next,
    guard: LoopGuard,
}

/// What the stream yields next.
enum Next {
    Page,
    /// The error after a page that may be followed by others forever.
    Endless(EndlessPages),
    End,
}

impl<E: Paginated> Pages<E> {
    pub(super) fn new(inner: Arc<Inner>, request: E, options: CallOptions) -> Self {
        let guard = LoopGuard::new(request.current_cursor());
        Self { inner, request, options, response: None, next: Next::Page, guard }
    }

    /// Sets how many consecutive pages may be empty; 100 by default. A page can be empty if filters are
    /// applied after the results were split into pages, so a stream continues after an empty page, but not
    /// forever.
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.guard.max_empty_pages = pages;
        self
    }

    /// Returns the next page, or `None` after the last one and after an error.
    ///
    /// Cancel safe: if the future is dropped, the next one continues the same call.
    ///
    /// # Errors
    /// The same as awaiting the call, and [`Error::Request`] after a page whose next cursor was seen
    /// before, or after too many empty pages.
    pub async fn next(&mut self) -> Option<Result<E::Response, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// Returns the cursor of the next page or, after an error, of the page that failed; `None` if
    /// that is the first page, and after the last one.
    pub fn cursor(&self) -> Option<&str> {
        self.request.current_cursor()
    }

    pub(super) fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<E::Response, Error>>> {
        if !self.has_next() {
            return Poll::Ready(self.end());
        }
        let mut response = self.response.take().unwrap_or_else(|| self.start(Connections::Async));
        match Pin::new(&mut response).poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(self.receive(result, &response.span))),
            Poll::Pending => {
                self.response = Some(response);
                Poll::Pending
            }
        }
    }

    fn has_next(&self) -> bool {
        matches!(self.next, Next::Page)
    }

    fn start(&self, connections: Connections) -> ResponseFuture {
        send::start(&self.inner, E::spec(), &self.request, &self.options, connections)
    }

    /// Decodes the next page and decides what follows it; nothing follows an error.
    fn receive(
        &mut self,
        result: Result<RawResponse, Error>,
        span: &CallSpan,
    ) -> Result<E::Response, Error> {
        self.next = Next::End;
        let mut page = E::Response::empty();
        let received = (result?, span);
        decode_response(&self.inner, E::spec(), &self.request, &self.options, received, &mut page)?;
        let cursor = E::next_cursor(&page);
        self.next = match cursor {
            None => Next::End,
            Some(cursor) => match self.guard.record(is_empty::<E>(&page), cursor) {
                Ok(()) => Next::Page,
                Err(endless) => Next::Endless(endless),
            },
        };
        self.request.set_cursor(cursor.map(str::to_owned));
        Ok(page)
    }

    /// Ends the stream, after an error that is still to be reported.
    fn end(&mut self) -> Option<Result<E::Response, Error>> {
        match mem::replace(&mut self.next, Next::End) {
            Next::Endless(endless) => Some(Err(endless_pages::<E>(endless).into())),
            Next::Page | Next::End => None,
        }
    }
}

impl<E: Endpoint> Pages<E> {
    pub(super) fn fmt_call(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.fmt_call(name, E::spec(), f)
    }
}

/// Whether a page has no items.
fn is_empty<E: Paginated>(page: &E::Response) -> bool {
    let is_items = |name: &str| E::spec().items == Some(name);
    let index = page.table().fields.iter().position(|field| is_items(field.wire_name));
    let items = index.and_then(|index| page.field(index).present());
    let Some(ValueRef::List(items)) = items else { return true };
    items.is_empty()
}

fn endless_pages<E: Endpoint>(endless: EndlessPages) -> RequestError {
    RequestError { field: Some("cursor"), ..RequestError::new(E::spec(), endless.problem()) }
}

// No field is structurally pinned.
impl<E> Unpin for Pages<E> {}

impl<E: Paginated> Stream for Pages<E> {
    type Item = Result<E::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// Shows the endpoint and the options, not the request.
impl<E: Endpoint> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_call("Pages", f)
    }
}
