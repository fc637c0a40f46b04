//! Altered tokens and claims.

use std::sync::LazyLock;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use stytch_api::Client;
use stytch_tests::{PROJECT_ID, PROJECT_SECRET};

use crate::{
    block_on,
    mutate::{apply_edits, config, edits, replace_values, replacements},
    setup::{Signer, at, check, claims},
};

/// A client that has the first key cached and cannot reach a server.
static OFFLINE: LazyLock<Client> = LazyLock::new(|| {
    let builder = Client::builder(PROJECT_ID, PROJECT_SECRET).base_url("http://127.0.0.1:9");
    let client = builder.retries(0).build().expect("a client");
    client.seed_keys(&[serde_json::from_value(Signer::first().jwk()).expect("a key")]);
    client
});

/// Checks an altered token as a session JWT and as an access token: both must reject it, without quoting
/// it.
fn assert_rejected(altered: &str) -> Result<(), TestCaseError> {
    let m2m = OFFLINE.b2b().m2m();
    let results = block_on(async {
        let session = check(&OFFLINE, altered).await.map(drop);
        [session, m2m.authenticate_token(altered).now(at(3)).await.map(drop)]
    });
    for result in results {
        let Err(error) = result else {
            return Err(TestCaseError::fail(format!("accepted: {altered}")));
        };
        let shown = format!("{error} {error:?}");
        for part in altered.split('.').filter(|part| part.len() > 12) {
            prop_assert!(!shown.contains(part), "{}", shown);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn altered_token_is_rejected(edits in edits()) {
        let jwt = Signer::first().jwt(&claims());
        let altered = apply_edits(&jwt, &edits);
        if altered != jwt {
            assert_rejected(&altered)?;
        }
    }

    #[test]
    fn token_with_a_flipped_bit_is_rejected(part in 0..3_usize, index in any::<Index>(), bit in 0..8) {
        let jwt = Signer::first().jwt(&claims());
        let mut parts: Vec<_> = jwt.split('.').map(str::to_owned).collect();
        let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(&parts[part]).expect("base64url");
        let index = index.index(bytes.len());
        bytes[index] ^= 1_u8 << bit;
        parts[part] = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        assert_rejected(&parts.join("."))?;
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn accepted_claims_are_valid(replacements in replacements()) {
        let claims = replace_values(claims(), &replacements);
        let jwt = Signer::first().jwt(&claims);
        if let Ok(verified) = block_on(async { check(&OFFLINE, &jwt).await }) {
            prop_assert_eq!(claims["sub"].as_str(), Some(&*verified.session.member_id));
            assert_for_project(&claims)?;
            prop_assert!(claims["https://stytch.com/session"].is_object());
            let organization_id = &claims["https://stytch.com/organization"]["organization_id"];
            prop_assert_eq!(organization_id.as_str(), Some(&*verified.session.organization_id));
        }
        let check = OFFLINE.b2b().m2m().authenticate_token(&jwt).now(at(3));
        if let Ok(verified) = block_on(check.into_future()) {
            prop_assert_eq!(claims["sub"].as_str(), Some(&*verified.subject));
            assert_for_project(&claims)?;
            prop_assert!(claims["https://stytch.com/session"].is_null());
        }
    }
}

/// Asserts that issuer, audience and times of accepted claims are those of a valid token, three seconds
/// after it was issued.
fn assert_for_project(claims: &Value) -> Result<(), TestCaseError> {
    let aud = &claims["aud"];
    prop_assert!(*aud == PROJECT_ID || aud.as_array().unwrap().contains(&json!(PROJECT_ID)));
    let iss = claims["iss"].as_str().unwrap();
    prop_assert_eq!(iss.trim_end_matches('/'), format!("stytch.com/{PROJECT_ID}"));
    let (now, leeway) = (1_700_000_003.0, 5.0);
    prop_assert!(claims["exp"].as_f64().unwrap() > now);
    prop_assert!(claims["iat"].as_f64().unwrap() <= now + leeway);
    prop_assert!(claims["nbf"].as_f64().is_none_or(|nbf| nbf <= now + leeway));
    Ok(())
}
