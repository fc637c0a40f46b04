//! Signs tokens as Stytch does.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    rand::SystemRandom,
    rsa::{KeyPair, PublicKeyComponents},
    signature::RSA_PKCS1_SHA256,
};
use serde_json::{Value, json};

/// An RSA key of 2048 bits.
pub(crate) struct Signer(KeyPair);

impl Signer {
    pub(crate) fn new() -> Self {
        let key = include_bytes!("../../../verify/keys/first.pkcs8");
        Self(KeyPair::from_pkcs8(key).expect("a key pair"))
    }

    /// Modulus and exponent.
    pub(crate) fn components(&self) -> (Vec<u8>, Vec<u8>) {
        let PublicKeyComponents { n, e } = self.0.public().into();
        (n, e)
    }

    /// The key set in the format of Stytch, with a second key as after a rotation.
    pub(crate) fn key_set(&self) -> Value {
        let (n, e) = self.components();
        let key = |kid| {
            json!({
                "kty": "RSA", "use": "sig", "key_ops": ["verify"], "alg": "RS256", "kid": kid,
                "x5c": [], "x5tS256": "", "x5t#S256": "",
                "n": BASE64_URL_SAFE_NO_PAD.encode(&n),
                "e": BASE64_URL_SAFE_NO_PAD.encode(&e),
            })
        };
        let (status_code, request_id) = (200, "request-id-test-1");
        json!({
            "status_code": status_code,
            "request_id": request_id,
            "keys": [key("jwk-test-other"), key("jwk-test-first")],
        })
    }

    pub(crate) fn sign(&self, claims: &Value) -> String {
        let header = json!({ "alg": "RS256", "kid": "jwk-test-first", "typ": "JWT" });
        let part = |json: &Value| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", part(&header), part(claims));
        let mut signature = vec![0; self.0.public().modulus_len()];
        let random = SystemRandom::new();
        self.0
            .sign(&RSA_PKCS1_SHA256, &random, message.as_bytes(), &mut signature)
            .expect("a signature");
        format!("{message}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
    }
}

/// The signed part of a token, and its signature.
pub(crate) fn parts(token: &str) -> (&[u8], Vec<u8>) {
    let (message, signature) = token.rsplit_once('.').expect("a JWT");
    (message.as_bytes(), BASE64_URL_SAFE_NO_PAD.decode(signature).expect("base64url"))
}
