//! Detects a sequence of pages that would never end.

use std::{
    collections::{HashSet, hash_map::RandomState},
    hash::BuildHasher as _,
};

/// The number of consecutive empty pages that are accepted by default.
const MAX_EMPTY_PAGES: u32 = 100;

/// A record of the pages seen so far.
pub(crate) struct LoopGuard {
    pub(super) max_empty_pages: u32,
    /// The number of empty pages since the last page with items.
    empty_pages: u32,
    /// The hashes of all cursors: 8 bytes per page, however long its cursor is.
    cursors: HashSet<u64>,
    hasher: RandomState,
}

/// Why the pages may never end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndlessPages {
    /// A next cursor was seen before.
    RepeatedCursor,
    /// More consecutive pages than this were empty.
    EmptyPages(u32),
}

impl LoopGuard {
    /// Starts at the page with this cursor.
    pub(crate) fn new(cursor: Option<&str>) -> Self {
        let mut guard = Self {
            max_empty_pages: MAX_EMPTY_PAGES,
            empty_pages: 0,
            cursors: HashSet::new(),
            hasher: RandomState::new(),
        };
        if let Some(cursor) = cursor {
            guard.is_new(cursor);
        }
        guard
    }

    /// Records a page that another one follows, and returns why the stream must end, if it must.
    pub(crate) fn record(&mut self, is_empty: bool, next_cursor: &str) -> Result<(), EndlessPages> {
        self.empty_pages = if is_empty { self.empty_pages.saturating_add(1) } else { 0 };
        if !self.is_new(next_cursor) {
            return Err(EndlessPages::RepeatedCursor);
        }
        if self.empty_pages > self.max_empty_pages {
            return Err(EndlessPages::EmptyPages(self.max_empty_pages));
        }
        Ok(())
    }

    fn is_new(&mut self, cursor: &str) -> bool {
        self.cursors.insert(self.hasher.hash_one(cursor))
    }
}

impl EndlessPages {
    /// The message of the error after the last page.
    pub(crate) fn problem(self) -> String {
        match self {
            Self::RepeatedCursor => {
                "the next cursor of the previous page was seen before; stopped to avoid an endless loop"
                    .to_owned()
            }
            Self::EmptyPages(max) => format!(
                "more than {max} consecutive pages were empty, and another one follows; stopped to avoid \
                 an endless loop; resume at the cursor, or raise `max_empty_pages`"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EndlessPages::*, *};

    #[test]
    fn repeated_cursors_and_empty_pages_are_detected() {
        type Page = (bool, &'static str);
        const FULL: bool = false;
        const EMPTY: bool = true;
        let cases: [(Option<&str>, &[Page], Option<EndlessPages>); 9] = [
            (None, &[(FULL, "a"), (FULL, "b"), (FULL, "c")], None),
            (None, &[(FULL, "a"), (FULL, "a")], Some(RepeatedCursor)),
            (None, &[(FULL, "a"), (FULL, "b"), (FULL, "a")], Some(RepeatedCursor)),
            (None, &[(FULL, "a"), (EMPTY, "b"), (FULL, "c"), (FULL, "b")], Some(RepeatedCursor)),
            (Some("a"), &[(FULL, "a")], Some(RepeatedCursor)),
            (Some("a"), &[(FULL, "b"), (FULL, "a")], Some(RepeatedCursor)),
            (None, &[(EMPTY, "a"), (EMPTY, "b"), (FULL, "c"), (EMPTY, "d"), (EMPTY, "e")], None),
            (None, &[(EMPTY, "a"), (EMPTY, "b"), (EMPTY, "c")], Some(EmptyPages(2))),
            (None, &[(FULL, "a"), (EMPTY, "b"), (EMPTY, "a")], Some(RepeatedCursor)),
        ];
        for (start, pages, expected) in cases {
            let mut guard = LoopGuard { max_empty_pages: 2, ..LoopGuard::new(start) };
            let (last, before) = pages.split_last().unwrap();
            for (is_empty, cursor) in before {
                assert_eq!(guard.record(*is_empty, cursor), Ok(()), "{start:?} {pages:?}");
            }
            assert_eq!(guard.record(last.0, last.1).err(), expected, "{start:?} {pages:?}");
        }
    }
}
