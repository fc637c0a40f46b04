//! The store of all kinds of records, with an index by what requests call them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    time::SystemTime,
};

use crate::{
    ErrorType, Timestamp,
    sandbox::store::{clock::Clock, problem::Result},
};

/// An object that the sandbox stores.
pub(crate) trait Record: Sized {
    /// The error for a reference to no record.
    const NOT_FOUND: ErrorType;

    /// The ID, which never changes.
    fn id(&self) -> &str;

    /// What the record is found by, including the ID: external IDs and email addresses, for example.
    fn keys(&self) -> Vec<&str>;

    /// Whether a request can refer to the record by this ID, slug or external ID.
    fn is_named(&self, reference: &str) -> bool;

    /// Rejects a record that is invalid, or that shares with another one what must be unique.
    fn check(&self, _all: &Records<Self>) -> Result<()> {
        Ok(())
    }

    /// Sets the time of the last update.
    fn touch(&mut self, _now: Timestamp) {}
}

/// All records of a kind, oldest first.
pub(crate) struct Records<R> {
    /// By position, which only increases.
    by_position: BTreeMap<usize, R>,
    /// The positions of the records with a key, in any case. All kinds of keys are in it, so each
    /// position is only a candidate.
    index: HashMap<String, BTreeSet<usize>>,
    next_position: usize,
    clock: Clock,
}

impl<R: Record> Records<R> {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { by_position: BTreeMap::new(), index: HashMap::new(), next_position: 0, clock }
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &R> {
        self.by_position.values()
    }

    /// The records that may have this key.
    pub(crate) fn with_key(&self, key: &str) -> impl Iterator<Item = &R> {
        self.positions(key).map(|position| &self.by_position[&position])
    }

    /// The record with this ID, slug or external ID.
    pub(crate) fn get(&self, reference: &str) -> Result<&R> {
        self.position(reference).map(|position| &self.by_position[&position])
    }

    /// The record with this ID, slug or external ID, to change anything but its keys.
    pub(crate) fn get_mut(&mut self, reference: &str) -> Result<&mut R> {
        let position = self.position(reference)?;
        self.by_position.get_mut(&position).ok_or_else(|| R::NOT_FOUND.into())
    }

    /// Adds a record, or replaces the one with the same ID, if it passes its [check](Record::check).
    pub(crate) fn save(&mut self, record: R) -> Result<&R> {
        record.check(self)?;
        Ok(self.put(record))
    }

    /// Adds or replaces a record, without a check.
    pub(crate) fn put(&mut self, mut record: R) -> &R {
        let known = self.positions(record.id()).find(|it| self.by_position[it].id() == record.id());
        if let Some(position) = known {
            self.take(position);
            record.touch(self.now().into());
        } else {
            self.next_position += 1;
        }
        let position = known.unwrap_or(self.next_position);
        for key in record.keys() {
            self.index.entry(key.to_ascii_lowercase()).or_default().insert(position);
        }
        self.by_position.entry(position).or_insert(record)
    }

    /// Removes and returns the record with this ID, slug or external ID.
    pub(crate) fn remove(&mut self, reference: &str) -> Result<R> {
        let position = self.position(reference)?;
        self.take(position).ok_or_else(|| R::NOT_FOUND.into())
    }

    /// Removes the records that have this key and match.
    pub(crate) fn remove_all(&mut self, key: &str, matches: impl Fn(&R) -> bool) {
        let positions: Vec<_> = self.positions(key).collect();
        for position in positions {
            if matches(&self.by_position[&position]) {
                self.take(position);
            }
        }
    }

    fn position(&self, reference: &str) -> Result<usize> {
        let mut positions = self.positions(reference);
        positions
            .find(|it| self.by_position[it].is_named(reference))
            .ok_or_else(|| R::NOT_FOUND.into())
    }

    fn positions(&self, key: &str) -> impl Iterator<Item = usize> {
        self.index.get(&key.to_ascii_lowercase()).into_iter().flatten().copied()
    }

    fn take(&mut self, position: usize) -> Option<R> {
        let record = self.by_position.remove(&position)?;
        for key in record.keys() {
            let key = key.to_ascii_lowercase();
            if let Some(positions) = self.index.get_mut(&key) {
                positions.remove(&position);
                if positions.is_empty() {
                    self.index.remove(&key);
                }
            }
        }
        Some(record)
    }
}
