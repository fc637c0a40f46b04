//! Which rows belong to a run.

use crate::cli::run::shard::Shard;

/// Selects the rows of a shard, up to a limit.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    shard: Option<Shard>,
    /// How many more rows may be selected.
    left: u64,
}

impl Selection {
    /// Selects all rows, unless there are a shard or a limit.
    pub(crate) fn new(shard: Option<Shard>, limit: Option<u64>) -> Self {
        Self { shard, left: limit.unwrap_or(u64::MAX) }
    }

    /// Returns whether the next row, which has this key, belongs to the run.
    pub(crate) fn take(&mut self, key: &str) -> bool {
        let selected = !self.is_complete() && self.shard.is_none_or(|shard| shard.contains(key));
        self.left -= u64::from(selected);
        selected
    }

    /// Whether no further row belongs to the run.
    pub(crate) fn is_complete(&self) -> bool {
        self.left == 0
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;

    #[test]
    fn a_limit_counts_the_rows_of_the_shard() {
        let shard = Some("2/3".parse().unwrap());
        let keys: Vec<_> = (0..100).map(|number| number.to_string()).collect();
        let select = |mut selection: Selection| -> Vec<String> {
            keys.iter().filter(|key| selection.take(key)).cloned().collect()
        };
        let whole_shard = select(Selection::new(shard, None));
        assert!(whole_shard.len() > 10 && whole_shard.len() < 90, "{whole_shard:?}");
        assert_eq!(select(Selection::new(shard, Some(10))), whole_shard[..10]);
        assert_eq!(select(Selection::new(None, Some(3))), keys[..3]);
        assert_eq!(select(Selection::new(None, None)), keys);
    }
}
