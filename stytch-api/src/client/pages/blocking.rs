//! Pages and items as iterators that block the thread (feature `blocking`).

use std::{iter::FusedIterator, task::Poll};

use super::{Items, Pages};
use crate::{Error, client::blocking::wait_for_call, http::pool::Connections, schema::Paginated};

impl<E: Paginated> Pages<E> {
    /// Turns the stream into an iterator that blocks the thread (feature `blocking`).
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
    pub fn wait(self) -> BlockingPages<E> {
        BlockingPages { pages: self }
    }

    /// Blocks the thread until the next page has arrived.
    fn wait_for_page(&mut self) -> Option<Result<E::Response, Error>> {
        if !self.has_next() {
            return self.end();
        }
        // A call that was started on another runtime may never advance while this thread blocks.
        self.response = None;
        let response = self.start(Connections::Blocking);
        let span = response.span.clone();
        let result = wait_for_call(E::spec(), response);
        Some(self.receive(result, &span))
    }
}

impl<E: Paginated> Items<E> {
    /// Turns the stream into an iterator that blocks the thread (feature `blocking`).
    ///
    /// ```no_run
    /// # fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    /// use stytch_api::b2b::organizations::SearchRequest;
    ///
    /// let organizations = client.b2b().organizations().search(SearchRequest::new());
    /// for organization in organizations.items().wait() {
    ///     println!("{}", organization?.organization_name);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn wait(self) -> BlockingItems<E> {
        BlockingItems { items: self }
    }
}

/// An iterator over pages that blocks the thread; created by [`Pages::wait`] (feature `blocking`).
#[must_use = "iterators do nothing unless they are advanced"]
#[derive(Debug)]
pub struct BlockingPages<E: Paginated> {
    pages: Pages<E>,
}

impl<E: Paginated> BlockingPages<E> {
    /// The same as [`Pages::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }
}

impl<E: Paginated> Iterator for BlockingPages<E> {
    type Item = Result<E::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pages.wait_for_page()
    }
}

impl<E: Paginated> FusedIterator for BlockingPages<E> {}

/// An iterator over the items of all pages that blocks the thread; created by [`Items::wait`]
/// (feature `blocking`).
#[must_use = "iterators do nothing unless they are advanced"]
#[derive(Debug)]
pub struct BlockingItems<E: Paginated> {
    items: Items<E>,
}

impl<E: Paginated> BlockingItems<E> {
    /// The same as [`Items::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.items.cursor()
    }
}

impl<E: Paginated> Iterator for BlockingItems<E> {
    type Item = Result<E::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.items.next_item(|pages| Poll::Ready(pages.wait_for_page())) {
            Poll::Ready(item) => item,
            // `wait_for_page` is never pending.
            Poll::Pending => None,
        }
    }
}

impl<E: Paginated> FusedIterator for BlockingItems<E> {}
