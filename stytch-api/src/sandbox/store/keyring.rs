//! The keys that sign the sandbox's JWTs.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use crate::{
    Json, Secret,
    common::Jwk,
    crypto::backend::{
        rand::SystemRandom,
        signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
    },
    sandbox::store::random,
};

/// RSA keys of 2048 bits, PKCS #8: everybody can read them. What keeps one sandbox's tokens apart from
/// another's is its project ID, which is random.
const PAIRS: [&[u8]; 3] = [
    include_bytes!("keys/1.pkcs8"),
    include_bytes!("keys/2.pkcs8"),
    include_bytes!("keys/3.pkcs8"),
];

/// Where the modulus stands in the DER of such a public key (RFC 8017, A.1.1): after the heads of the
/// sequence and of the integer, and the zero that keeps it positive.
const MODULUS: std::ops::Range<usize> = 9..265;
/// 65537, the exponent of each, in base64url.
const EXPONENT: &str = "AQAB";

/// The key that signs, and the one before it.
pub(crate) struct Keyring {
    current: Key,
    previous: Option<Key>,
    /// How often it was rotated.
    rotations: usize,
}

struct Key {
    kid: String,
    pair: RsaKeyPair,
}

impl Keyring {
    pub(crate) fn new() -> Self {
        Self { current: Key::new(0), previous: None, rotations: 0 }
    }

    /// Another key signs from now on. The one before stays in the set, the one before that leaves.
    pub(crate) fn rotate(&mut self) {
        self.rotations += 1;
        let next = Key::new(self.rotations);
        self.previous = Some(std::mem::replace(&mut self.current, next));
    }

    /// The public keys.
    pub(crate) fn set(&self) -> Vec<Jwk> {
        [Some(&self.current), self.previous.as_ref()].into_iter().flatten().map(Key::jwk).collect()
    }

    /// A JWT with these claims.
    pub(crate) fn sign(&self, claims: &Json) -> Secret {
        let header = json!({ "alg": "RS256", "kid": self.current.kid, "typ": "JWT" });
        let part = |json: &Json| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let signature = self.current.sign(&message);
        Secret::from(format!("{message}.{signature}"))
    }

    /// The claims of a JWT that a key of the set has signed.
    pub(crate) fn read(&self, jwt: &str) -> Option<Json> {
        let (message, signature) = jwt.rsplit_once('.')?;
        let (header, claims) = message.split_once('.')?;
        let part = |text: &str| -> Option<Json> {
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        let kid = part(header)?.get("kid")?.as_str()?.to_owned();
        let mut keys = [Some(&self.current), self.previous.as_ref()].into_iter().flatten();
        let key = keys.find(|key| key.kid == kid)?;
        // A signature by RS256 is always the same.
        if Secret::from(key.sign(message)) != Secret::from(signature) {
            return None;
        }
        part(claims)
    }
}

impl Key {
    fn new(number: usize) -> Self {
        let pair = RsaKeyPair::from_pkcs8(PAIRS[number % PAIRS.len()]);
        Self { kid: random::id("jwk"), pair: pair.expect("an embedded key is one") }
    }

    /// The signature in base64url.
    fn sign(&self, message: &str) -> String {
        let mut signature = [0; 256];
        let random = SystemRandom::new();
        // It fails for a buffer of another length, or for want of memory.
        self.pair
            .sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature)
            .expect("a key of 2048 bits signs");
        BASE64_URL_SAFE_NO_PAD.encode(signature)
    }

    fn jwk(&self) -> Jwk {
        let modulus = &self.pair.public_key().as_ref()[MODULUS];
        Jwk {
            kty: "RSA".to_owned(),
            r#use: "sig".to_owned(),
            key_ops: vec!["verify".to_owned()],
            alg: "RS256".to_owned(),
            kid: self.kid.clone(),
            n: BASE64_URL_SAFE_NO_PAD.encode(modulus),
            e: EXPONENT.to_owned(),
            ..Jwk::default()
        }
    }
}
