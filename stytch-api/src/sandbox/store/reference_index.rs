//! An index that finds records by what requests call them.

use std::collections::{BTreeSet, HashMap};

/// The positions of records by ID, external ID and email address, in any case.
///
/// A record stays under a reference that it has lost, so each position is only a candidate.
#[derive(Default)]
pub(crate) struct ReferenceIndex(HashMap<String, BTreeSet<usize>>);

impl ReferenceIndex {
    pub(crate) fn add<'r>(&mut self, position: usize, references: impl Iterator<Item = &'r str>) {
        for reference in references {
            self.0.entry(reference.to_ascii_lowercase()).or_default().insert(position);
        }
    }

    /// The positions of the records that may have this reference, in order.
    pub(crate) fn candidates(&self, reference: &str) -> impl Iterator<Item = usize> {
        self.0.get(&reference.to_ascii_lowercase()).into_iter().flatten().copied()
    }
}
