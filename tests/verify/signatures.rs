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
async fn the_header_does_not_choose_how_it_is_checked() {
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
    let nameless = json!({ "alg": "RS256" });
    assert_eq!(rejection(check(&client, &signer.jwt_with(&nameless, &claims())).await), UnknownKey);
}

#[tokio::test]
async fn a_key_for_something_else_verifies_nothing() {
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
        // A good key beside it is not affected.
        let second = Signer::second();
        let (server, client) = key_server([key_set(&[jwk, second.jwk()])]).await;
        let refused = rejection(check(&client, &signer.jwt(&claims())).await);
        assert_eq!(refused, UnsupportedKey, "{change}");
        accepted(check(&client, &second.jwt(&claims())).await);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn of_keys_of_one_name_the_one_for_signatures_counts() {
    let signer = Signer::first();
    let other = json!({ "kty": "EC", "alg": "ES256", "kid": signer.kid, "use": "sig" });
    for set in [[signer.jwk(), other.clone()], [other, signer.jwk()]] {
        let (_server, client) = key_server([key_set(&set)]).await;
        accepted(check(&client, &signer.jwt(&claims())).await);
    }
}

#[tokio::test]
async fn a_key_that_is_too_short_verifies_nothing() {
    // A key of 1024 bits, and a token that it has signed indeed.
    let short: Value = serde_json::from_str(include_str!("keys/short.json")).unwrap();
    let (jwk, jwt) = (&short["jwk"], short["jwt"].as_str().unwrap());
    let bytes = |text: &Value| BASE64_URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap();
    let (message, signature) = jwt.rsplit_once('.').unwrap();
    let key = RsaPublicKeyComponents { n: bytes(&jwk["n"]), e: bytes(&jwk["e"]) };
    assert_eq!(key.n.len() * 8, 1024);
    let signature = bytes(&json!(signature));
    let weak = &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY;
    key.verify(weak, message.as_bytes(), &signature).expect("a signature of this key");

    let (_server, client) = key_server([key_set(std::slice::from_ref(jwk))]).await;
    assert_eq!(rejection(check(&client, jwt).await), InvalidSignature);
}

#[tokio::test]
async fn a_forged_signature_is_refused() {
    let (signer, other) = (Signer::first(), Signer::second());
    let (_server, client) = key_server([key_set(&[signer.jwk(), other.jwk()])]).await;
    let by_another_key = other.jwt_with(&json!({ "alg": "RS256", "kid": "key0" }), &claims());
    assert_eq!(rejection(check(&client, &by_another_key).await), InvalidSignature);

    let jwt = signer.jwt(&claims());
    let (head, signature) = jwt.rsplit_once('.').unwrap();
    let (header, _) = head.split_once('.').unwrap();
    let raised = claims_with(&json!({ "sub": "member-test-admin" }));
    let raised = BASE64_URL_SAFE_NO_PAD.encode(raised.to_string());
    let altered = format!("{header}.{raised}.{signature}");
    assert_eq!(rejection(check(&client, &altered).await), InvalidSignature);
    assert_eq!(rejection(check(&client, &format!("{head}.")).await), InvalidSignature);
}

#[tokio::test]
async fn what_is_no_jwt_is_refused_without_a_call() {
    let signer = Signer::first();
    let (server, client) = key_server([key_set(&[signer.jwk()])]).await;
    let jwt = signer.jwt(&claims());
    let (head, signature) = jwt.rsplit_once('.').unwrap();
    let (header, claims) = head.split_once('.').unwrap();
    let long = "a".repeat(1 << 20);
    let no_jwt = [
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
    for token in no_jwt {
        assert_eq!(rejection(check(&client, &token).await), Malformed, "{token:.80}");
    }
    assert_eq!(server.requests().len(), 0);
    // What is no base64 is not what was signed.
    let altered = format!("{header}.{claims}+.{signature}");
    assert_eq!(rejection(check(&client, &altered).await), InvalidSignature);
}
