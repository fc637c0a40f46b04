//! Answers that come page by page: as streams, and without `.await` as iterators.

#[cfg(feature = "blocking")]
mod blocking;
mod items;

use std::{
    fmt,
    future::poll_fn,
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

#[cfg(feature = "blocking")]
pub use self::blocking::{BlockingItems, BlockingPages};
pub use self::items::Items;
use crate::{
    Client, Error,
    client::{
        call::CallOptions,
        send::{Execution, decode},
    },
    error::RequestError,
    http::{attempt::Reply, pool::Connections},
    schema::{Endpoint, Object, Paginated},
};

/// The pages of an answer, a stream; begun by [`Call::pages`](crate::Call::pages).
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
/// Each page is a call: with the request's filters, and with the timeout, the retries and the headers
/// of the call, for each page anew. A page is asked for when it is polled for, none ahead. After the
/// last page, and after an error, there is nothing more; after an error, [`cursor`](Self::cursor) says
/// where to go on:
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
/// A page that names itself as the next one would never end: it is given, then comes an
/// [`Error::Request`] in place of the call that it asks for.
///
/// It borrows nothing, so that it can be spawned.
#[must_use = "streams do nothing unless they are polled"]
pub struct Pages<E> {
    client: Client,
    /// With the cursor of the page that comes next.
    request: E,
    options: CallOptions,
    /// The call of that page, once it has begun.
    execution: Option<Execution>,
    next: Next,
}

/// What comes after the pages so far.
enum Next {
    Page,
    /// The refusal of a page that has just been given.
    Refusal,
    End,
}

impl<E: Paginated> Pages<E> {
    pub(crate) fn new(client: Client, request: E, options: CallOptions) -> Self {
        Self { client, request, options, execution: None, next: Next::Page }
    }

    /// The next page; `None` after the last one and after an error. Dropping the future loses nothing:
    /// the next one goes on with the same call.
    ///
    /// # Errors
    /// As `.await` of the call, and [`Error::Request`] after a page that names itself as the next one.
    pub async fn next(&mut self) -> Option<Result<E::Response, Error>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    /// The cursor of the page that comes next or, after an error, of the page that failed.
    /// `None` where that is the first page, and after the last one.
    pub fn cursor(&self) -> Option<&str> {
        self.request.current_cursor()
    }

    /// Gives the pages without `.await`: an iterator that blocks the thread (feature `blocking`).
    ///
    /// ```no_run
    /// # fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::organizations::SearchRequest;
    ///
    /// for page in client.b2b().organizations().search(SearchRequest::new()).pages().wait() {
    ///     println!("{}", page?.organizations.len());
    /// }
    /// # Ok(()) }
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> BlockingPages<E> {
        BlockingPages::new(self)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<E::Response, Error>>> {
        if !self.has_next() {
            return Poll::Ready(self.close());
        }
        let mut execution =
            self.execution.take().unwrap_or_else(|| self.execution(Connections::Async));
        match execution.as_mut().poll(context) {
            Poll::Ready(outcome) => Poll::Ready(Some(self.receive(outcome))),
            Poll::Pending => {
                self.execution = Some(execution);
                Poll::Pending
            }
        }
    }

    /// The next page, waited for on this thread.
    #[cfg(feature = "blocking")]
    fn wait_page(&mut self) -> Option<Result<E::Response, Error>> {
        if !self.has_next() {
            return self.close();
        }
        // One that is under way on another runtime may never get on while this thread waits.
        self.execution = None;
        let outcome =
            crate::client::blocking::wait(E::spec(), self.execution(Connections::Blocking));
        Some(self.receive(outcome))
    }

    fn has_next(&self) -> bool {
        matches!(self.next, Next::Page)
    }

    /// The call of the next page.
    fn execution(&self, connections: Connections) -> Execution {
        self.options.execution(&self.client, E::spec(), &self.request, connections)
    }

    /// Reads the next page and finds out what follows it; nothing follows an error.
    fn receive(&mut self, outcome: Result<Reply, Error>) -> Result<E::Response, Error> {
        self.next = Next::End;
        let mut page = E::Response::empty();
        decode(E::spec(), self.client.inner(), &self.request, outcome?, &mut page)?;
        let cursor = E::next_cursor(&page);
        self.next = match cursor {
            None => Next::End,
            Some(_) if cursor == self.request.current_cursor() => Next::Refusal,
            Some(_) => Next::Page,
        };
        self.request.set_cursor(cursor.map(str::to_owned));
        Ok(page)
    }

    /// The end, after what is to be said before it.
    fn close(&mut self) -> Option<Result<E::Response, Error>> {
        match mem::replace(&mut self.next, Next::End) {
            Next::Refusal => Some(Err(refusal::<E>().into())),
            Next::Page | Next::End => None,
        }
    }
}

impl<E: Endpoint> Pages<E> {
    /// What `Debug` shows.
    fn show(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.options.show(name, E::spec(), f)
    }
}

fn refusal<E: Endpoint>() -> RequestError {
    let problem = "the page before gave its own cursor as that of the next page, without end";
    RequestError { field: Some("cursor"), ..RequestError::new(E::spec(), problem) }
}

/// Nothing in it is ever pinned.
impl<E> Unpin for Pages<E> {}

impl<E: Paginated> Stream for Pages<E> {
    type Item = Result<E::Response, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

/// Shows the endpoint and how it is called, not the request.
impl<E: Endpoint> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("Pages", f)
    }
}
