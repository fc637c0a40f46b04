//! The keys of a key set, read entry by entry: a set that a server made very large takes little more memory
//! than the response.

use std::{collections::HashMap, fmt, sync::Arc};

use serde_core::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::{common::Jwk, error::ReadError, jwt::key::Key};

/// How many entries are read. Others are skipped, so that a large set takes neither much memory nor much time.
const MAX_ENTRIES: usize = 256;

/// The largest entry that is read, in bytes. The largest key has a modulus of 1,366 characters, and a few
/// certificates.
const MAX_ENTRY: usize = 64 << 10;

/// Keys by ID, parsed once.
#[derive(Default)]
pub(crate) struct KeySet(HashMap<String, Arc<Key>>);

impl KeySet {
    pub(super) fn new(keys: &[Jwk]) -> Self {
        let mut set = Self::default();
        for jwk in keys {
            set.insert(jwk);
        }
        set
    }

    /// Reads the response of a key endpoint, skipping entries that are not keys.
    ///
    /// # Errors
    /// If the body is not a key set, or none of its keys can verify a token: such a response must not
    /// replace the keys that are cached.
    pub(crate) fn decode(body: &[u8]) -> Result<Self, ReadError> {
        let invalid = |problem: &str| {
            let (path, problem) = ("keys".to_owned(), problem.to_owned());
            ReadError { path, problem }
        };
        let body: Body<'_> = serde_json::from_slice(body)
            .map_err(|_| invalid("expected an object with a list of keys"))?;
        let keys = body.keys.ok_or_else(|| invalid("expected a list of keys"))?;
        let set = serde_json::Deserializer::from_str(keys.get())
            .deserialize_seq(KeysVisitor)
            .map_err(|_| invalid("expected a list of keys"))?;
        if set.0.values().any(|key| matches!(**key, Key::Rs256(_))) {
            Ok(set)
        } else {
            Err(invalid("no key is for RS256 signatures"))
        }
    }

    pub(super) fn get(&self, kid: &str) -> Option<Arc<Key>> {
        self.0.get(kid).cloned()
    }

    fn insert(&mut self, jwk: &Jwk) {
        let key = parse_key(jwk);
        // A key for another purpose must not replace an RS256 key of the same ID.
        if matches!(key, Key::Rs256(_)) || !self.0.contains_key(&jwk.kid) {
            self.0.insert(jwk.kid.clone(), Arc::new(key));
        }
    }
}

fn parse_key(jwk: &Jwk) -> Key {
    let is_for_rs256 = jwk.kty == "RSA"
        && matches!(jwk.alg.as_str(), "" | "RS256")
        && matches!(jwk.r#use.as_str(), "" | "sig")
        && (jwk.key_ops.is_empty() || jwk.key_ops.iter().any(|op| op == "verify"));
    if is_for_rs256 { Key::rs256(&jwk.n, &jwk.e) } else { Key::Unsupported }
}

/// The body of a response, of which only the last member `keys` is read.
struct Body<'b> {
    keys: Option<&'b RawValue>,
}

impl<'de: 'b, 'b> Deserialize<'de> for Body<'b> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BodyVisitor)
    }
}

struct BodyVisitor;

impl<'de> Visitor<'de> for BodyVisitor {
    type Value = Body<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut body = Body { keys: None };
        while let Some(name) = map.next_key::<String>()? {
            if name == "keys" {
                body.keys = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(body)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = KeySet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of keys")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut set = KeySet::default();
        for _ in 0..MAX_ENTRIES {
            let Some(entry) = entries.next_element::<&RawValue>()? else { return Ok(set) };
            if entry.get().len() <= MAX_ENTRY
                && let Ok(jwk) = serde_json::from_str(entry.get())
            {
                set.insert(&jwk);
            }
        }
        while entries.next_element::<IgnoredAny>()?.is_some() {}
        Ok(set)
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

    use super::*;

    fn usable(kid: &str) -> String {
        let modulus = BASE64_URL_SAFE_NO_PAD.encode([0xc3; 256]);
        format!(r#"{{"kty":"RSA","kid":"{kid}","n":"{modulus}","e":"AQAB"}}"#)
    }

    fn unusable(kid: &str) -> String {
        format!(r#"{{"kty":"EC","kid":"{kid}"}}"#)
    }

    fn decode(entries: &[String]) -> KeySet {
        KeySet::decode(format!(r#"{{"keys":[{}]}}"#, entries.join(",")).as_bytes()).unwrap()
    }

    fn is_usable(set: &KeySet, kid: &str) -> bool {
        set.get(kid).is_some_and(|key| matches!(*key, Key::Rs256(_)))
    }

    #[test]
    fn number_of_entries_is_limited() {
        let keys: Vec<_> = (0..MAX_ENTRIES + 50).map(|id| usable(&format!("key{id}"))).collect();
        let set = decode(&keys);
        assert_eq!(set.0.len(), MAX_ENTRIES);
        assert!(is_usable(&set, "key0") && is_usable(&set, &format!("key{}", MAX_ENTRIES - 1)));
    }

    #[test]
    fn keys_of_one_id_are_one_key() {
        for entries in [[unusable("a"), usable("a")], [usable("a"), unusable("a")]] {
            let set = decode(&entries);
            assert_eq!(set.0.len(), 1);
            assert!(is_usable(&set, "a"));
        }
    }

    #[test]
    fn large_entries_are_skipped() {
        let sized = |size: usize| {
            let key = usable("a");
            // Spaces around an entry are not part of it.
            key.replacen(',', &format!(",{}", " ".repeat(size - key.len())), 1)
        };
        for (size, is_read) in [(MAX_ENTRY, true), (MAX_ENTRY + 1, false)] {
            assert_eq!(sized(size).len(), size);
            let set = decode(&[sized(size), usable("b")]);
            assert_eq!((is_usable(&set, "a"), is_usable(&set, "b")), (is_read, true));
        }
    }

    #[test]
    fn other_members_and_entries_are_skipped_at_any_depth() {
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        assert!(is_usable(&decode(&[deep.clone(), usable("b")]), "b"));
        // The last of several members counts, as in any other JSON.
        let body = format!(r#"{{"x":{deep},"keys":7,"keys":[{}],"y":{deep}}}"#, usable("b"));
        assert!(is_usable(&KeySet::decode(body.as_bytes()).unwrap(), "b"));
        let body = format!(r#"{{"keys":[{}],"keys":null}}"#, usable("b"));
        assert!(KeySet::decode(body.as_bytes()).is_err());
    }
}
