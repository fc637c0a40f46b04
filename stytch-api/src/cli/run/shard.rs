//! Which rows a machine processes when several machines share a file.

use std::{fmt, num::NonZeroU64, str::FromStr};

use crate::crypto::backend::digest::{SHA256, digest};

/// One of `count` parts of the rows. Every key belongs to exactly one part, on every machine and in every
/// version: the first 8 bytes of the SHA-256 of the key, as a big-endian number, modulo `count`, plus 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 1 to `count`.
    number: u64,
    count: NonZeroU64,
}

impl Shard {
    /// Whether the row with this key belongs to the shard.
    pub(crate) fn contains(self, key: &str) -> bool {
        key_hash(key) % self.count == self.number - 1
    }
}

/// Returns the first 8 bytes of the SHA-256 of the key, as a big-endian number.
pub(crate) fn key_hash(key: &str) -> u64 {
    let hash = digest(&SHA256, key.as_bytes());
    let (first, _) = hash.as_ref().split_first_chunk().expect("a SHA-256 has 32 bytes");
    u64::from_be_bytes(*first)
}

/// Parses `3/8`.
impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let invalid =
            || "expected NUMBER/COUNT, such as `3/8`, with a number from 1 to the count".to_owned();
        let (number, count) = text.split_once('/').ok_or_else(invalid)?;
        let number = number.parse().map_err(|_| invalid())?;
        let count: NonZeroU64 = count.parse().map_err(|_| invalid())?;
        match number {
            0 => Err("shards are numbered from 1, not from 0".to_owned()),
            number if number > count.get() => Err(invalid()),
            number => Ok(Self { number, count }),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(text: &str) -> Shard {
        text.parse().unwrap()
    }

    #[test]
    fn only_numbers_from_1_to_the_count_are_shards() {
        assert_eq!(shard("3/8").to_string(), "3/8");
        assert_eq!(shard("1/1").to_string(), "1/1");
        for invalid in ["", "3", "0/8", "9/8", "1/0", "-1/8", "1/8/9", "a/8", "1/", " 1/8"] {
            assert!(invalid.parse::<Shard>().is_err(), "{invalid:?}");
        }
    }

    #[test]
    fn every_key_belongs_to_one_shard() {
        for count in [1, 2, 8, 13] {
            let shards: Vec<_> =
                (1..=count).map(|number| shard(&format!("{number}/{count}"))).collect();
            let mut sizes = vec![0; shards.len()];
            for key in 0..1000 {
                let key = format!("{key}@acme.example");
                let owners: Vec<_> =
                    (0..shards.len()).filter(|index| shards[*index].contains(&key)).collect();
                assert_eq!(owners.len(), 1, "{key}");
                sizes[owners[0]] += 1;
            }
            // The keys are spread evenly.
            let (min, max) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
            assert!(max - min < 1000 / count, "{sizes:?}");
        }
    }

    /// `printf %s KEY | sha256sum | cut -c 1-16`. Another hash would send rows twice or never, if machines
    /// run different versions.
    #[test]
    fn the_hash_never_changes() {
        assert_eq!(key_hash(""), 0xe3b0_c442_98fc_1c14);
        assert_eq!(key_hash("abc"), 0xba78_16bf_8f01_cfea);
        assert!(shard("3/8").contains("abc"));
    }
}
