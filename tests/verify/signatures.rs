//! Signatures, algorithms and keys of session JWTs.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use ring::{
    hmac,
    signature::{RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RsaPublicKeyComponents},
};
use serde_json::{Value, json};
use stytch_api::verify::TokenErrorKind::{
    InvalidAlgorithm, InvalidSignature, Malformed, UnknownKey, UnsupportedKey,
};

use crate::setup::{
    Signer, accepted, check, claims, claims_with, key_server, key_set, rejection, signing_input,
};

#[tokio::test]
async fn header_cannot_select_the_algorithm() {
    let signer = Signer::first();
    let jwk = signer.jwk();
    let (_server, client) = key_server([key_set(std::slice::from_ref(&jwk))]).await;
    let text = |json: Value| json.as_str().unwrap().to_owned();
    let modulus = BASE64_URL_SAFE_NO_PAD.decode(text(jwk["n"].clone())).unwrap();

    let none = signing_input(&json!({ "alg": "none", "kid": "key0" }), &claims());
    assert_eq!(rejection(check(&client, &format!("{none}.")).await), InvalidAlgorithm);

    let hmac_message = signing_input(&json!({ "alg": "HS256", "kid": "key0" }), &claims());
    for key in [modulus.as_slice(), text(jwk["n"].clone()).as_bytes(), jwk.to_string().as_bytes()] {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), hmac_message.as_bytes());
        let forged = format!("{hmac_message}.{}", BASE64_URL_SAFE_NO_PAD.encode(tag));
        assert_eq!(rejection(check(&client, &forged).await), InvalidAlgorithm);
    }

    for alg in [json!("RS384"), json!("rs256"), json!("ES256"), json!(""), Value::Null] {
        let jwt = signer.jwt_with(&json!({ "alg": alg, "kid": "key0" }), &claims());
        assert_eq!(rejection(check(&client, &jwt).await), InvalidAlgorithm, "{alg}");
    }
    let critical = json!({ "alg": "RS256", "kid": "key0", "crit": ["exp"] });
    assert_eq!(rejection(check(&client, &signer.jwt_with(&critical, &claims())).await), Malformed);
    let without_kid = json!({ "alg": "RS256" });
    assert_eq!(
        rejection(check(&client, &signer.jwt_with(&without_kid, &claims())).await),
        UnknownKey
    );
}

#[tokio::test]
async fn key_for_another_purpose_verifies_nothing() {
    let signer = Signer::first();
    let changes = [
        json!({ "alg": "ES256" }),
        json!({ "alg": "RS512" }),
        json!({ "kty": "EC" }),
        json!({ "use": "enc" }),
        json!({ "key_ops": ["encrypt"] }),
        json!({ "n": "" }),
        json!({ "n": "not base64!" }),
        json!({ "e": null }),
    ];
    for change in changes {
        let mut jwk = signer.jwk();
        for (name, value) in change.as_object().unwrap() {
            jwk[name] = value.clone();
        }
        // A valid key in the same set is not affected.
        let second = Signer::second();
        let (server, client) = key_server([key_set(&[jwk, second.jwk()])]).await;
        let rejection = rejection(check(&client, &signer.jwt(&claims())).await);
        assert_eq!(rejection, UnsupportedKey, "{change}");
        accepted(check(&client, &second.jwt(&claims())).await);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn rs256_key_is_used_among_keys_of_one_kid() {
    let signer = Signer::first();
    let other = json!({ "kty": "EC", "alg": "ES256", "kid": signer.kid, "use": "sig" });
    for set in [[signer.jwk(), other.clone()], [other, signer.jwk()]] {
        let (_server, client) = key_server([key_set(&set)]).await;
        accepted(check(&client, &signer.jwt(&claims())).await);
    }
}

#[tokio::test]
async fn key_of_1024_bits_verifies_nothing() {
    // The key has 1024 bits, and has signed the token.
    let short: Value = serde_json::from_str(include_str!("keys/short.json")).unwrap();
    let (jwk, jwt) = (&short["jwk"], short["jwt"].as_str().unwrap());
    let bytes = |text: &Value| BASE64_URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap();
    let (message, signature) = jwt.rsplit_once('.').unwrap();
    let key = RsaPublicKeyComponents { n: bytes(&jwk["n"]), e: bytes(&jwk["e"]) };
    assert_eq!(key.n.len() * 8, 1024);
    let signature = bytes(&json!(signature));
    let weak = &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
    key.verify(weak, message.as_bytes(), &signature).expect("a signature of this key");

    let (_server, client) = key_server([key_set(&[jwk.clone(), Signer::second().jwk()])]).await;
    assert_eq!(rejection(check(&client, jwt).await), UnsupportedKey);
}

#[tokio::test]
async fn forged_signature_is_rejected() {
    let (signer, other) = (Signer::first(), Signer::second());
    let (_server, client) = key_server([key_set(&[signer.jwk(), other.jwk()])]).await;
    let by_another_key = other.jwt_with(&json!({ "alg": "RS256", "kid": "key0" }), &claims());
    assert_eq!(rejection(check(&client, &by_another_key).await), InvalidSignature);

    let jwt = signer.jwt(&claims());
    let (head, signature) = jwt.rsplit_once('.').unwrap();
    let (header, _) = head.split_once('.').unwrap();
    let escalated = claims_with(&json!({ "sub": "member-test-admin" }));
    let escalated = BASE64_URL_SAFE_NO_PAD.encode(escalated.to_string());
    let altered = format!("{header}.{escalated}.{signature}");
    assert_eq!(rejection(check(&client, &altered).await), InvalidSignature);
    assert_eq!(rejection(check(&client, &format!("{head}.")).await), InvalidSignature);
}

#[tokio::test]
async fn malformed_jwt_is_rejected_without_a_request() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims());
    let (head, signature) = jwt.rsplit_once('.').unwrap();
    let (header, claims) = head.split_once('.').unwrap();
    let long = "a".repeat(1 << 20);
    let malformed = [
        String::new(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        head.to_owned(),
        format!("{jwt}=="),
        format!("{jwt}."),
        format!(" {jwt}"),
        format!("{header}.{claims}.{signature}.{signature}"),
        format!("{header}..{claims}.{signature}"),
        format!("{long}.{long}.{long}"),
        format!("{header}.{long}.{signature}"),
        "žluťoučký.kůň.ó".to_owned(),
    ];
    for token in malformed {
        assert_eq!(rejection(check(&client, &token).await), Malformed, "{token:.80}");
    }
    assert_eq!(server.requests().len(), 0);
    // The signature is verified before the payload is decoded.
    let altered = format!("{header}.{claims}+.{signature}");
    assert_eq!(rejection(check(&client, &altered).await), InvalidSignature);
}
