//! The keys that sign the sandbox's JWTs.

use std::time::{Duration, UNIX_EPOCH};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use crate::{
    common::Jwk,
    crypto::backend::{
        rand::SystemRandom,
        signature::{KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
    },
    sandbox::store::prelude::*,
};

/// RSA keys of 2048 bits in PKCS #8. They are public; the random project ID in each token keeps the
/// tokens of different sandboxes apart.
const KEY_PAIRS: [&[u8]; 3] = [
    include_bytes!("keys/1.pkcs8"),
    include_bytes!("keys/2.pkcs8"),
    include_bytes!("keys/3.pkcs8"),
];

/// Position of the modulus in the DER encoding of such a public key (RFC 8017, A.1.1): after the
/// headers of the sequence and the integer, and the zero byte that keeps the integer positive.
const MODULUS: std::ops::Range<usize> = 9..265;
/// The public exponent of each key, 65537, in base64url.
const EXPONENT: &str = "AQAB";

/// The current signing key and the previous one.
pub(crate) struct Keyring {
    project_id: String,
    clock: Clock,
    current: Key,
    previous: Option<Key>,
    rotations: usize,
}

struct Key {
    kid: String,
    pair: RsaKeyPair,
}

impl Keyring {
    pub(crate) fn new(project_id: &str, clock: Clock) -> Self {
        Self {
            project_id: project_id.to_owned(),
            clock,
            current: Key::new(0),
            previous: None,
            rotations: 0,
        }
    }

    pub(crate) fn project_id(&self) -> &str {
        &self.project_id
    }

    /// Signs with another key from now on. The current key becomes the previous one, and the
    /// previous one is dropped.
    pub(crate) fn rotate(&mut self) {
        self.rotations += 1;
        let next = Key::new(self.rotations);
        self.previous = Some(std::mem::replace(&mut self.current, next));
    }

    /// The public keys.
    pub(crate) fn jwks(&self) -> Vec<Jwk> {
        self.keys().map(Key::jwk).collect()
    }

    /// Issues a JWT with the registered claims of the project and `claims`; a registered claim
    /// takes precedence.
    pub(crate) fn issue(&self, subject: &str, lifetime: Duration, claims: Metadata) -> Secret {
        let now = self.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let mut claims = Json::Object(claims);
        claims["iss"] = json!(format!("stytch.com/{}", self.project_id));
        claims["aud"] = json!([self.project_id]);
        claims["sub"] = json!(subject);
        claims["iat"] = json!(now);
        claims["nbf"] = json!(now);
        claims["exp"] = json!(now + lifetime.as_secs());
        // Tokens issued within one second differ.
        claims["jti"] = json!(random::token());
        self.sign(&claims)
    }

    /// Signs a JWT with exactly these claims.
    pub(crate) fn sign(&self, claims: &Json) -> Secret {
        let header = json!({ "alg": "RS256", "kid": self.current.kid, "typ": "JWT" });
        let encode = |json: &Json| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", encode(&header), encode(claims));
        let signature = self.current.sign(&message);
        Secret::from(format!("{message}.{signature}"))
    }

    /// The claims of a JWT if one of the keys has signed it. Checks only the signature.
    pub(crate) fn verify(&self, jwt: &str) -> Option<Json> {
        let (message, signature) = jwt.rsplit_once('.')?;
        let (header, claims) = message.split_once('.')?;
        let decode = |text: &str| -> Option<Json> {
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(text).ok()?).ok()
        };
        let kid = decode(header)?.get("kid")?.as_str()?.to_owned();
        let key = self.keys().find(|key| key.kid == kid)?;
        // RS256 is deterministic, so that signing again verifies. `Secret` compares in constant time.
        if Secret::from(key.sign(message)) != Secret::from(signature) {
            return None;
        }
        decode(claims)
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.previous)
    }
}

impl Key {
    fn new(number: usize) -> Self {
        let pair = RsaKeyPair::from_pkcs8(KEY_PAIRS[number % KEY_PAIRS.len()]);
        Self { kid: random::id("jwk"), pair: pair.expect("the embedded keys are valid") }
    }

    /// The signature in base64url.
    fn sign(&self, message: &str) -> String {
        let mut signature = [0; 256];
        let random = SystemRandom::new();
        // Signing fails only if the buffer has the wrong length or memory runs out.
        self.pair
            .sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature)
            .expect("a 2048-bit key signs into 256 bytes");
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
