//! Several authenticators of one person, of whom Stytch stores one.

use std::collections::{HashMap, HashSet};

use clap::ValueEnum;

use crate::cli::authenticators::{position::Position, row::Row};

/// Which of several authenticators of one person is migrated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DuplicateRule {
    /// The first one in the file
    First,
    /// The last one in the file
    Last,
    /// None: the run does not start
    Fail,
}

/// An authenticator that is not migrated, because another one of the same person is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Duplicate {
    /// The key of the person.
    pub(crate) key: String,
    pub(crate) position: Position,
    /// Where the one that is migrated is.
    pub(crate) kept: Position,
}

/// Keeps one row of each person, in the order of the file, and returns the others. With
/// [`DuplicateRule::Fail`], the first one is kept.
pub(crate) fn remove_duplicates(rows: Vec<Row>, rule: DuplicateRule) -> (Vec<Row>, Vec<Duplicate>) {
    let mut kept = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let entry = kept.entry(row.person.key());
        match rule {
            DuplicateRule::First | DuplicateRule::Fail => *entry.or_insert(index),
            DuplicateRule::Last => *entry.insert_entry(index).get(),
        };
    }
    let duplicates = rows.iter().enumerate().filter_map(|(index, row)| {
        let key = row.person.key();
        let winner = kept[&key];
        let kept = rows[winner].position.clone();
        (winner != index).then(|| Duplicate { key, position: row.position.clone(), kept })
    });
    let duplicates = duplicates.collect();
    let kept: HashSet<usize> = kept.into_values().collect();
    let rows = rows.into_iter().enumerate().filter(|(index, _)| kept.contains(index));
    (rows.map(|(_, row)| row).collect(), duplicates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cli::authenticators::{
            position::Unit,
            row::{Person, Reference},
        },
        totp::Authenticator,
    };

    fn position(number: u64) -> Position {
        Position { file: None, unit: Unit::Line, number }
    }

    fn rows() -> Vec<Row> {
        let row = |(number, organization, email): (u64, &str, &str)| Row {
            position: position(number),
            person: Person {
                organization: organization.to_owned(),
                member: Reference::Email(email.to_owned()),
            },
            authenticator: Authenticator::from_bytes(b"12345678901234567890").unwrap(),
            recovery_codes: Vec::new(),
        };
        let people = [(2, "acme", "a@b.c"), (3, "acme", "d@e.f"), (4, "acme", "A@b.c")];
        let others = [(5, "globex", "a@b.c"), (6, "acme", "a@b.c")];
        people.into_iter().chain(others).map(row).collect()
    }

    fn lines(rows: &[Row]) -> Vec<u64> {
        rows.iter().map(|row| row.position.number).collect()
    }

    #[test]
    fn the_rule_decides_who_is_kept() {
        let duplicate = |number, kept| Duplicate {
            key: "acme/a@b.c".to_owned(),
            position: position(number),
            kept: position(kept),
        };
        for rule in [DuplicateRule::First, DuplicateRule::Fail] {
            let (kept, duplicates) = remove_duplicates(rows(), rule);
            assert_eq!(lines(&kept), [2, 3, 5]);
            assert_eq!(duplicates, [duplicate(4, 2), duplicate(6, 2)]);
        }
        let (kept, duplicates) = remove_duplicates(rows(), DuplicateRule::Last);
        assert_eq!(lines(&kept), [3, 5, 6]);
        assert_eq!(duplicates, [duplicate(2, 6), duplicate(4, 6)]);
    }
}
