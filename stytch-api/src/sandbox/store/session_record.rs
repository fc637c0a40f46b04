//! A session of a Member or a User, and its JWTs.

use std::time::{Duration, SystemTime};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::json;

use crate::sandbox::store::{keyring::Keyring, prelude::*};

/// Lifetime of Stytch's session JWTs.
const JWT_LIFETIME: Duration = Duration::from_secs(300);

/// How old a factor may be for a new password.
const MAX_FACTOR_AGE: Duration = Duration::from_secs(300);

/// The claim about the session.
const SESSION_CLAIM: &str = "https://stytch.com/session";

/// The claim that names the Organization of a Member's session.
const ORGANIZATION_CLAIM: &str = "https://stytch.com/organization";

/// The fields of the claim about a session; those of a User also have `attributes`.
const SESSION_CLAIMS: [&str; 6] =
    ["id", "started_at", "last_accessed_at", "expires_at", "authentication_factors", "roles"];

/// A session that has not been revoked. It may be expired.
pub(crate) struct SessionRecord {
    pub(crate) id: String,
    pub(crate) owner: SessionOwner,
    pub(crate) factors: Vec<AuthenticationFactor>,
    pub(crate) custom_claims: Option<Metadata>,
    pub(crate) started_at: Timestamp,
    pub(crate) last_accessed_at: Timestamp,
    pub(crate) expires_at: SystemTime,
    pub(crate) token: Secret,
    /// All JWTs that were issued for the session. An expired JWT still identifies it.
    jwts: Vec<Secret>,
}

/// The Member or User who is logged in.
#[derive(Clone)]
pub(crate) struct SessionOwner {
    /// ID of the Member or User.
    pub(crate) id: String,
    /// `None` for a User.
    pub(crate) organization: Option<SessionOrganization>,
    /// IDs of the roles.
    pub(crate) roles: Vec<String>,
}

/// The Organization that a Member is logged in to.
#[derive(Clone, Default)]
pub(crate) struct SessionOrganization {
    pub(crate) id: String,
    pub(crate) slug: String,
}

/// A session and a new JWT for it.
pub(crate) struct IssuedSession<'s> {
    pub(crate) session: &'s SessionRecord,
    pub(crate) jwt: Secret,
}

/// The changes to a session that a request asks for.
#[derive(Default)]
pub(crate) struct SessionChanges {
    /// Minutes from now until the session expires; unchanged when `None`.
    pub(crate) duration_minutes: Option<i32>,
    /// Claims to set; a `null` removes its claim.
    pub(crate) custom_claims: Option<Metadata>,
}

impl SessionRecord {
    /// Creates a session without factors that is expired until it is renewed with a duration.
    pub(crate) fn new(owner: SessionOwner, now: SystemTime) -> Self {
        Self {
            id: random::id("session"),
            owner,
            factors: Vec::new(),
            custom_claims: None,
            started_at: now.into(),
            last_accessed_at: now.into(),
            expires_at: now,
            token: Secret::from(random::token()),
            jwts: Vec::new(),
        }
    }

    pub(crate) fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_at <= now
    }

    /// Rejects a session none of whose factors was authenticated recently enough for a new password.
    pub(crate) fn check_recent_factor(&self, now: SystemTime) -> Result<()> {
        let times = self.factors.iter().filter_map(|factor| factor.last_authenticated_at.as_ref());
        let mut times = times.filter_map(Timestamp::to_system_time);
        let is_recent = times.any(|time| time + MAX_FACTOR_AGE >= now);
        reject_if(!is_recent, ErrorType::SessionTooOldToResetPassword)
    }

    pub(crate) fn has_jwt(&self, jwt: &Secret) -> bool {
        // Usually the newest.
        self.jwts.iter().rev().any(|own| own == jwt)
    }

    /// Adds a factor; it replaces an earlier one with the same delivery method.
    pub(crate) fn add_factor(&mut self, factor: AuthenticationFactor) {
        self.factors.retain(|other| other.delivery_method != factor.delivery_method);
        self.factors.push(factor);
    }

    /// Applies the changes and issues a JWT.
    pub(crate) fn renew(
        &mut self,
        changes: SessionChanges,
        keys: &Keyring,
        now: SystemTime,
    ) -> IssuedSession<'_> {
        if let Some(minutes) = changes.duration_minutes {
            self.expires_at = now + Duration::from_secs(u64::from(minutes.unsigned_abs()) * 60);
        }
        if let Some(claims) = changes.custom_claims {
            merge_metadata(self.custom_claims.get_or_insert_default(), claims);
        }
        self.last_accessed_at = now.into();
        let jwt = keys.issue(&self.owner.id, JWT_LIFETIME, self.claims());
        self.jwts.push(jwt.clone());
        IssuedSession { session: self, jwt }
    }

    /// The session as an object of the API, with the names of both halves.
    pub(crate) fn to_json(&self) -> Metadata {
        let Self { id, owner: SessionOwner { id: owner_id, organization, roles }, .. } = self;
        let organization = organization.clone().unwrap_or_default();
        let fields = json!({
            "member_session_id": id,
            "session_id": id,
            "member_id": owner_id,
            "user_id": owner_id,
            "started_at": self.started_at,
            "last_accessed_at": self.last_accessed_at,
            "expires_at": Timestamp::from(self.expires_at),
            "authentication_factors": self.factors,
            "organization_id": organization.id,
            "organization_slug": organization.slug,
            "roles": roles,
            "attributes": { "ip_address": "", "user_agent": "" },
            "custom_claims": self.custom_claims,
        });
        serde_json::from_value(fields).unwrap_or_default()
    }

    /// The claims of a JWT besides the registered ones.
    fn claims(&self) -> Metadata {
        let mut claims = self.custom_claims.clone().unwrap_or_default();
        // A custom claim must not put a User into an Organization.
        claims.remove(ORGANIZATION_CLAIM);
        let mut session = self.to_json();
        session.insert("id".to_owned(), json!(self.id));
        let mut names = SESSION_CLAIMS.to_vec();
        if let Some(SessionOrganization { id, slug }) = &self.owner.organization {
            let organization = json!({ "organization_id": id, "slug": slug });
            claims.insert(ORGANIZATION_CLAIM.to_owned(), organization);
        } else {
            names.push("attributes");
        }
        session.retain(|name, _| names.contains(&name.as_str()));
        claims.insert(SESSION_CLAIM.to_owned(), Json::Object(session));
        claims
    }
}

/// The ID of the session in a JWT, which is not verified.
pub(crate) fn session_id_of(jwt: &Secret) -> Option<String> {
    let payload = BASE64_URL_SAFE_NO_PAD.decode(jwt.expose().split('.').nth(1)?).ok()?;
    let claims: Json = serde_json::from_slice(&payload).ok()?;
    claims[SESSION_CLAIM]["id"].as_str().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::store::clock::Clock;

    #[test]
    fn custom_claims_cannot_replace_claims_of_the_session() {
        let owner = SessionOwner { id: "user".to_owned(), organization: None, roles: Vec::new() };
        let names = ["sub", "https://stytch.com/session", ORGANIZATION_CLAIM, "custom"];
        let custom_claims = names.map(|name| (name.to_owned(), json!("value")));
        let changes = SessionChanges {
            custom_claims: Some(Metadata::from_iter(custom_claims)),
            ..Default::default()
        };
        let keys = Keyring::new("project", Clock::default());
        let mut session = SessionRecord::new(owner, SystemTime::now());
        let jwt = session.renew(changes, &keys, SystemTime::now()).jwt;
        let claims = keys.verify(jwt.expose()).expect("a valid JWT");
        assert_eq!((&claims["sub"], &claims["custom"]), (&json!("user"), &json!("value")));
        assert_eq!(claims["https://stytch.com/session"]["id"], session.id);
        assert_eq!(claims.get(ORGANIZATION_CLAIM), None);
    }
}
