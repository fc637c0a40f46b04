//! The verification of a token: its signature, then its issuer, audience and times.

use std::time::{Duration, SystemTime};

use crate::{
    Client,
    cache::keys::KeyLookup,
    client::token_settings::{Leeway, TokenSettings},
    error::token::TokenErrorKind,
    jwt::{key::Key, parse::Jwt},
    verify::{
        claims::{Claims, NumericDate},
        decision::{Need, Snapshot, Step},
    },
};

/// When a token is valid, according to one check.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TimeLimits {
    /// How far the clocks may differ, if the check sets it.
    pub(super) leeway: Option<Duration>,
    pub(super) max_token_age: Option<Duration>,
    /// The current time, if it is not the system's.
    pub(super) now: Option<SystemTime>,
}

/// Writes the setters of a check whose `requirements` have [`TimeLimits`].
macro_rules! time_limit_setters {
    () => {
        /// Sets how far this machine's clock may differ from Stytch's: the token is accepted this long
        /// before its `iat` and `nbf`, and this long after its `exp`. The client's
        /// [`token_leeway`](crate::ClientBuilder::token_leeway) by default: 5 seconds before and zero
        /// after, unless it is set.
        pub fn leeway(mut self, leeway: std::time::Duration) -> Self {
            self.requirements.limits.leeway = Some(leeway);
            self
        }

        /// Rejects a token that was issued this long ago or longer; by default, only its expiry applies
        /// (five minutes for a session JWT). The leeway is not added to it.
        pub fn max_token_age(mut self, age: std::time::Duration) -> Self {
            self.requirements.limits.max_token_age = Some(age);
            self
        }

        /// Sets the current time, for tests; the system's time by default.
        pub fn now(mut self, now: std::time::SystemTime) -> Self {
            self.requirements.limits.now = Some(now);
            self
        }
    };
}
pub(super) use time_limit_setters;

/// The expected issuer and audience of a token.
struct Parties<'c> {
    project_id: &'c str,
    /// Without a trailing slash.
    base_url: &'c str,
    settings: &'c TokenSettings,
}

/// A parsed token and what it is verified against.
pub(super) struct TokenVerifier<'t> {
    jwt: Jwt<'t>,
    parties: Parties<'t>,
    limits: &'t TimeLimits,
    leeway: Leeway,
}

impl<'t> TokenVerifier<'t> {
    pub(super) fn new(
        client: &'t Client,
        token: &'t str,
        limits: &'t TimeLimits,
    ) -> Result<Self, TokenErrorKind> {
        let settings = &client.inner().tokens;
        let parties =
            Parties { project_id: client.project_id(), base_url: client.base_url(), settings };
        let leeway = settings.leeway(limits.leeway);
        Ok(Self { jwt: Jwt::parse(token)?, parties, limits, leeway })
    }

    /// Verifies the token with the key in `snapshot`, and reads its claims.
    pub(super) fn evaluate<T>(
        &self,
        snapshot: &Snapshot,
        read: impl FnOnce(Claims<'_>) -> Result<T, TokenErrorKind>,
    ) -> Step<T> {
        match &snapshot.key {
            None => Step::Need(Need::Key(self.jwt.kid.clone())),
            Some(KeyLookup::Unknown | KeyLookup::Undecided) => {
                Step::Done(Err(TokenErrorKind::UnknownKey))
            }
            Some(KeyLookup::Found(key)) => Step::Done(self.verify(key, read)),
        }
    }

    fn verify<T>(
        &self,
        key: &Key,
        read: impl FnOnce(Claims<'_>) -> Result<T, TokenErrorKind>,
    ) -> Result<T, TokenErrorKind> {
        let Key::Rs256(key) = key else {
            return Err(TokenErrorKind::UnsupportedKey);
        };
        if !key.verify(self.jwt.message, &self.jwt.signature) {
            return Err(TokenErrorKind::InvalidSignature);
        }
        let json = self.jwt.decode_claims()?;
        let claims = Claims::parse(&json)?;
        self.parties.check(&claims)?;
        if claims.subject.as_deref().unwrap_or_default().is_empty() {
            return Err(TokenErrorKind::MissingClaim("sub"));
        }
        // A wrong token type takes precedence: it must not be reported as merely expired.
        let in_time = self.limits.check(&claims, self.leeway);
        let verified = read(claims)?;
        in_time?;
        Ok(verified)
    }
}

impl TimeLimits {
    /// Checks that the token is valid at the current time.
    fn check(&self, claims: &Claims<'_>, leeway: Leeway) -> Result<(), TokenErrorKind> {
        let now = NumericDate::from(self.now.unwrap_or_else(SystemTime::now));
        let expires_at = claims.expires_at.ok_or(TokenErrorKind::MissingClaim("exp"))?;
        let issued_at = claims.issued_at.ok_or(TokenErrorKind::MissingClaim("iat"))?;
        let valid_from = claims.not_before.map_or(issued_at, |nbf| nbf.max(issued_at));
        if now.plus(leeway.not_before) < valid_from {
            return Err(TokenErrorKind::NotYetValid);
        }
        if expires_at.plus(leeway.expiry) <= now {
            return Err(TokenErrorKind::Expired);
        }
        match self.max_token_age {
            Some(age) if issued_at.plus(age) <= now => Err(TokenErrorKind::TooOld),
            _ => Ok(()),
        }
    }
}

impl Parties<'_> {
    /// Checks issuer and audience.
    fn check(&self, claims: &Claims<'_>) -> Result<(), TokenErrorKind> {
        let issuer = claims.issuer.as_ref().ok_or(TokenErrorKind::MissingClaim("iss"))?;
        let issuer = issuer.strip_suffix('/').unwrap_or(&**issuer);
        let is_project = issuer.strip_prefix("stytch.com/") == Some(self.project_id);
        let is_base_url = issuer == self.base_url;
        if !is_project && !is_base_url && !self.settings.issuers().any(|other| other == issuer) {
            return Err(TokenErrorKind::InvalidIssuer);
        }
        if claims.audience.is_empty() {
            return Err(TokenErrorKind::MissingClaim("aud"));
        }
        if !claims.audience.contains(self.project_id) {
            return Err(TokenErrorKind::InvalidAudience);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    const ISSUED: u64 = 1_700_000_000;

    /// Checks the claims so many seconds after [`ISSUED`].
    fn check(
        claims: &Claims<'_>,
        (not_before, expiry): (u64, u64),
        max_token_age: Option<u64>,
        after_issue: i64,
    ) -> Option<TokenErrorKind> {
        let now = ISSUED.checked_add_signed(after_issue).unwrap();
        let limits = TimeLimits {
            leeway: None,
            max_token_age: max_token_age.map(Duration::from_secs),
            now: Some(UNIX_EPOCH + Duration::from_secs(now)),
        };
        let leeway = Leeway {
            not_before: Duration::from_secs(not_before),
            expiry: Duration::from_secs(expiry),
        };
        limits.check(claims, leeway).err()
    }

    fn claims(json: &str) -> Claims<'_> {
        Claims::parse(json.as_bytes()).unwrap_or_else(|_| panic!("{json}"))
    }

    #[test]
    fn tokens_are_valid_from_issue_to_expiry() {
        use TokenErrorKind::{Expired, NotYetValid, TooOld};
        let token = format!(r#"{{"iat":{ISSUED},"nbf":{ISSUED},"exp":{}}}"#, ISSUED + 300);
        let token = claims(&token);
        let cases = [
            ((9, 0), None, -10, Some(NotYetValid)),
            ((10, 0), None, -10, None),
            ((0, 99), None, -1, Some(NotYetValid)),
            ((0, 0), None, 0, None),
            ((0, 0), None, 299, None),
            ((99, 0), None, 300, Some(Expired)),
            ((0, 1), None, 300, None),
            ((0, 1), None, 301, Some(Expired)),
            ((0, 0), None, 7201, Some(Expired)),
            ((0, 0), Some(5), 4, None),
            ((0, 0), Some(5), 5, Some(TooOld)),
            ((99, 99), Some(5), 4, None),
            ((99, 99), Some(5), 5, Some(TooOld)),
            ((5, 5), Some(5), -5, None),
            ((5, 5), Some(0), -1, None),
            ((5, 5), Some(0), 0, Some(TooOld)),
            ((0, 0), Some(300), 300, Some(Expired)),
            ((0, 0), Some(5), 400, Some(Expired)),
        ];
        for (leeway, max_token_age, after_issue, expected) in cases {
            let actual = check(&token, leeway, max_token_age, after_issue);
            assert_eq!(actual, expected, "{leeway:?} {max_token_age:?} {after_issue}");
        }
    }

    #[test]
    fn extreme_times_neither_overflow_nor_panic() {
        use TokenErrorKind::{Expired, NotYetValid};
        let longest = u64::MAX;
        let cases = [
            ("0", "18446744073709551615", 0, None),
            ("-9223372036854775808", "1e308", 0, None),
            ("-9223372036854775808", "1e308", longest, None),
            ("18446744073709551615", "18446744073709551615", 0, Some(NotYetValid)),
            ("18446744073709551615", "18446744073709551615", longest, None),
            ("1e308", "1e308", longest, Some(NotYetValid)),
            ("-1e308", "-9223372036854775808", 0, Some(Expired)),
            ("-1e308", "-9223372036854775808", longest, None),
            ("-1e308", "-1e308", longest, Some(Expired)),
        ];
        for (issued, expires, leeway, expected) in cases {
            let json = format!(r#"{{"iat":{issued},"exp":{expires}}}"#);
            let token = claims(&json);
            let checked = check(&token, (leeway, leeway), None, 0);
            assert_eq!(checked, expected, "{issued} {expires} {leeway}");
            // The longest age affects only tokens that are older still.
            let aged = check(&token, (leeway, leeway), Some(longest), 0);
            assert!(aged == expected || aged == Some(TokenErrorKind::TooOld), "{issued}");
        }
    }

    #[test]
    fn issuer_is_the_project_the_base_url_or_a_configured_one() {
        use TokenErrorKind::{InvalidAudience, InvalidIssuer, MissingClaim};
        let issuers = ["https://acme.customers.stytch.com/", "stytch.com/project-test-old"];
        let settings = TokenSettings::with_issuers(&issuers);
        let parties = Parties {
            project_id: "project-test-1",
            base_url: "https://login.example",
            settings: &settings,
        };
        let cases = [
            (r#"{"iss":"stytch.com/project-test-1","aud":"project-test-1"}"#, None),
            (r#"{"iss":"stytch.com/project-test-1/","aud":["x","project-test-1"]}"#, None),
            (r#"{"iss":"https://login.example","aud":["project-test-1"]}"#, None),
            (r#"{"iss":"https://login.example/","aud":["project-test-1"]}"#, None),
            (r#"{"iss":"https://acme.customers.stytch.com","aud":"project-test-1"}"#, None),
            (r#"{"iss":"https://acme.customers.stytch.com/","aud":"project-test-1"}"#, None),
            (r#"{"iss":"stytch.com/project-test-old","aud":"project-test-1"}"#, None),
            (
                r#"{"iss":"https://acme.customers.stytch.com","aud":"project-test-2"}"#,
                Some(InvalidAudience),
            ),
            (
                r#"{"iss":"https://acme.customers.stytch.com.evil.example","aud":"project-test-1"}"#,
                Some(InvalidIssuer),
            ),
            (
                r#"{"iss":"https://ACME.customers.stytch.com","aud":"project-test-1"}"#,
                Some(InvalidIssuer),
            ),
            (
                r#"{"iss":"https://acme.customers.stytch.com/v1","aud":"project-test-1"}"#,
                Some(InvalidIssuer),
            ),
            (r#"{"iss":"https://login.example//","aud":["project-test-1"]}"#, Some(InvalidIssuer)),
            (
                r#"{"iss":"stytch.com/project-test-2","aud":["project-test-1"]}"#,
                Some(InvalidIssuer),
            ),
            (r#"{"iss":"project-test-1","aud":["project-test-1"]}"#, Some(InvalidIssuer)),
            (r#"{"iss":"","aud":["project-test-1"]}"#, Some(InvalidIssuer)),
            (r#"{"aud":["project-test-1"]}"#, Some(MissingClaim("iss"))),
            (r#"{"iss":null,"aud":["project-test-1"]}"#, Some(MissingClaim("iss"))),
            (r#"{"iss":"stytch.com/project-test-1"}"#, Some(MissingClaim("aud"))),
            (r#"{"iss":"stytch.com/project-test-1","aud":[]}"#, Some(MissingClaim("aud"))),
            (
                r#"{"iss":"stytch.com/project-test-1","aud":"project-test-2"}"#,
                Some(InvalidAudience),
            ),
            (
                r#"{"iss":"stytch.com/project-test-1","aud":"project-test-11"}"#,
                Some(InvalidAudience),
            ),
        ];
        for (json, expected) in cases {
            assert_eq!(parties.check(&claims(json)).err(), expected, "{json}");
        }
    }
}
