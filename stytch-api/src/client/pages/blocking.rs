//! Pages and items without `.await`.

use std::{iter::FusedIterator, task::Poll};

use crate::{
    Error,
    client::pages::{Items, Pages},
    schema::Paginated,
};

/// The pages of an answer, an iterator that blocks the thread; begun by [`Pages::wait`] (feature
/// `blocking`).
#[must_use = "iterators do nothing unless they are asked for the next item"]
#[derive(Debug)]
pub struct BlockingPages<E: Paginated> {
    pages: Pages<E>,
}

impl<E: Paginated> BlockingPages<E> {
    pub(crate) fn new(pages: Pages<E>) -> Self {
        Self { pages }
    }

    /// As [`Pages::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.pages.cursor()
    }
}

impl<E: Paginated> Iterator for BlockingPages<E> {
    type Item = Result<E::Response, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.pages.wait_page()
    }
}

impl<E: Paginated> FusedIterator for BlockingPages<E> {}

/// What the pages of an answer hold, an iterator that blocks the thread; begun by [`Items::wait`]
/// (feature `blocking`).
#[must_use = "iterators do nothing unless they are asked for the next item"]
#[derive(Debug)]
pub struct BlockingItems<E: Paginated> {
    items: Items<E>,
}

impl<E: Paginated> BlockingItems<E> {
    pub(crate) fn new(items: Items<E>) -> Self {
        Self { items }
    }

    /// As [`Items::cursor`].
    pub fn cursor(&self) -> Option<&str> {
        self.items.cursor()
    }
}

impl<E: Paginated> Iterator for BlockingItems<E> {
    type Item = Result<E::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.items.next_item(|pages| Poll::Ready(pages.wait_page())) {
            Poll::Ready(item) => item,
            // Waiting leaves nothing pending.
            Poll::Pending => None,
        }
    }
}

impl<E: Paginated> FusedIterator for BlockingItems<E> {}
