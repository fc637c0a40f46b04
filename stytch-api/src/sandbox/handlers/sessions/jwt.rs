//! The JWT of a session, as Stytch writes it.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::{
    Secret,
    sandbox::{
        handlers::sessions::LoginSession,
        store::{keyring::Keyring, random},
    },
};

/// Seconds that Stytch's session JWTs are good for.
const LIFETIME: u64 = 300;

/// A JWT for `session`.
pub(crate) fn session_jwt(
    keys: &Keyring,
    project_id: &str,
    session: &impl LoginSession,
    now: SystemTime,
) -> Secret {
    let issued_at = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let (mut claims, own) = session.claims();
    claims["iss"] = json!(format!("stytch.com/{project_id}"));
    claims["aud"] = json!([project_id]);
    claims["sub"] = json!(session.subject());
    claims["iat"] = json!(issued_at);
    claims["nbf"] = json!(issued_at);
    claims["exp"] = json!(issued_at + LIFETIME);
    // Two of one second are two.
    claims["jti"] = json!(random::token());
    for (name, claim) in own.into_iter().flatten() {
        // The registered claims are the session's own, and who is in no Organization is not put into one.
        if claims.get(name).is_none() && name != "https://stytch.com/organization" {
            claims[name] = claim.clone();
        }
    }
    keys.sign(&claims)
}
