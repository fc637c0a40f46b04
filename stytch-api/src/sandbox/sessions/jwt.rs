//! The JWT of a session, as Stytch writes it.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::{
    Secret,
    b2b::MemberSession,
    sandbox::{random, signing::Keyring},
};

/// Seconds that Stytch's session JWTs are good for.
const LIFETIME: u64 = 300;

/// A JWT for `session`.
pub(super) fn session_jwt(
    keys: &Keyring,
    project_id: &str,
    session: &MemberSession,
    now: SystemTime,
) -> Secret {
    let issued_at = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut claims = json!({
        "iss": format!("stytch.com/{project_id}"),
        "aud": [project_id],
        "sub": session.member_id,
        "iat": issued_at,
        "nbf": issued_at,
        "exp": issued_at + LIFETIME,
        // Two of one second are two.
        "jti": random::token(),
        "https://stytch.com/session": {
            "id": session.member_session_id,
            "started_at": session.started_at,
            "last_accessed_at": session.last_accessed_at,
            "expires_at": session.expires_at,
            "authentication_factors": session.authentication_factors,
            "roles": session.roles,
        },
        "https://stytch.com/organization": {
            "organization_id": session.organization_id,
            "slug": session.organization_slug,
        },
    });
    for (name, claim) in session.custom_claims.iter().flatten() {
        // The registered claims are the session's own.
        if claims.get(name).is_none() {
            claims[name] = claim.clone();
        }
    }
    keys.sign(&claims)
}
