//! Altered key sets.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};
use stytch_api::verify::KeyCache;
use stytch_tests::{MockResponse, Server};

use crate::{
    block_on,
    mutate::{config, mutated},
    setup::{Signer, check, claims},
};

fn key_set() -> Value {
    json!({ "status_code": 200, "request_id": "r", "keys": [Signer::first().jwk()] })
}

/// The entries of a key set that may be usable.
fn usable_keys(body: &str) -> Vec<Value> {
    let Ok(set) = serde_json::from_str::<Value>(body) else { return Vec::new() };
    let mut keys = set["keys"].as_array().cloned().unwrap_or_default();
    keys.retain(|key| {
        let is_long = key["n"].as_str().is_some_and(|modulus| modulus.len() >= 256 * 4 / 3);
        key["kty"] == "RSA" && is_long && key["e"].is_string()
    });
    keys
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn altered_key_set_accepts_no_forged_token(body in mutated(key_set())) {
        let (signer, other) = (Signer::first(), Signer::second());
        let jwt = signer.jwt(&claims());
        // Signed by another key, under the ID of the project's key or of any key in the set.
        let kids = usable_keys(&body).into_iter().map(|key| key["kid"].clone());
        let kids = kids.chain([json!(signer.kid), json!(""), Value::Null]);
        let forged: Vec<_> = kids
            .map(|kid| other.jwt_with(&json!({ "alg": "RS256", "kid": kid }), &claims()))
            .collect();
        let (genuine, forged) = block_on(async {
            let server = Server::start([MockResponse::json(&body)]).await;
            let client = server.client();
            let genuine = check(&client, &jwt).await;
            let mut accepted = 0;
            for forged in &forged {
                accepted += usize::from(check(&client, forged).await.is_ok());
            }
            (genuine, accepted)
        });
        prop_assert_eq!(forged, 0, "{}", body);
        match genuine {
            Ok(_) => {
                let modulus = &signer.jwk()["n"];
                prop_assert!(usable_keys(&body).iter().any(|key| key["n"] == *modulus), "{}", body);
            }
            Err(error) => prop_assert!(error.is_token() || error.is_unavailable(), "{:?}", error),
        }
    }

    #[test]
    fn altered_key_set_drops_no_key_unless_it_has_others(body in mutated(key_set())) {
        let signer = Signer::first();
        let jwt = signer.jwt(&claims());
        let result = block_on(async {
            let server = Server::start([MockResponse::json(&body)]).await;
            // Each check waits for newer keys.
            let keys = KeyCache::new().max_age(Duration::ZERO);
            let client = server.builder().retries(0).key_cache(keys).build().expect("a client");
            client.seed_keys(&[serde_json::from_value(signer.jwk()).expect("a key")]);
            // The clock may be too coarse to tell the keys from those that this check requests.
            tokio::time::sleep(Duration::from_millis(2)).await;
            check(&client, &jwt).await
        });
        if let Err(error) = result {
            prop_assert!(error.is_token(), "{:?}", error);
            prop_assert!(!usable_keys(&body).is_empty(), "{}", body);
        }
    }
}
