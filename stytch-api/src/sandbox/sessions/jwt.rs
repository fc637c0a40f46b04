//! JWTs that look like Stytch's and that nobody can verify.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use crate::{Json, Secret, b2b::MemberSession, sandbox::random};

/// Seconds that Stytch's session JWTs are good for.
const LIFETIME: u64 = 300;

/// A JWT for `session`: header and claims as Stytch writes them, the signature random. The sandbox
/// holds no key and its key set is empty, so that a verifier refuses the JWT rather than trusting it.
pub(super) fn session_jwt(project_id: &str, session: &MemberSession, now: SystemTime) -> Secret {
    let header = json!({ "alg": "RS256", "kid": "jwk-test-sandbox", "typ": "JWT" });
    let issued_at = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut claims = json!({
        "iss": format!("stytch.com/{project_id}"),
        "aud": [project_id],
        "sub": session.member_id,
        "iat": issued_at,
        "nbf": issued_at,
        "exp": issued_at + LIFETIME,
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
    let part = |json: Json| BASE64_URL_SAFE_NO_PAD.encode(json.to_string());
    Secret::from(format!("{}.{}.{}", part(header), part(claims), random::token()))
}
