//! The settings that a client's local token checks share: the leeway and the accepted issuers.

use std::time::Duration;

use crate::{Secret, error::ConfigError};

/// How far Stytch's clock may be ahead of this machine's, unless a leeway is set.
const NOT_BEFORE_LEEWAY: Duration = Duration::from_secs(5);

/// The settings of a client's checks.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenSettings {
    /// The leeway of checks that do not set one.
    pub(super) leeway: Option<Duration>,
    /// Issuers that are accepted in addition to the project and the base URL.
    pub(super) issuers: Vec<String>,
}

/// How far the clocks may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leeway {
    /// How long before its `iat` and `nbf` a token is accepted.
    pub(crate) not_before: Duration,
    /// How long after its `exp` a token is accepted.
    pub(crate) expiry: Duration,
}

impl TokenSettings {
    /// Returns the leeway of a check; its own, if it has one, takes precedence over the client's.
    pub(crate) fn leeway(&self, of_check: Option<Duration>) -> Leeway {
        match of_check.or(self.leeway) {
            Some(leeway) => Leeway { not_before: leeway, expiry: leeway },
            None => Leeway { not_before: NOT_BEFORE_LEEWAY, expiry: Duration::ZERO },
        }
    }

    #[cfg(test)]
    pub(crate) fn with_issuers(issuers: &[&str]) -> Self {
        let issuers = issuers.iter().map(|issuer| (*issuer).to_owned()).collect();
        Self { issuers, ..Self::default() }
    }

    /// Returns the issuers that are accepted in addition to the project and the base URL, without a
    /// trailing slash.
    pub(crate) fn issuers(&self) -> impl Iterator<Item = &str> {
        self.issuers.iter().map(|issuer| issuer.strip_suffix('/').unwrap_or(issuer))
    }

    /// Rejects issuers that no token can have. Errors do not quote them: one may be a secret, passed
    /// in the wrong place.
    pub(super) fn check(&self, secret: &Secret) -> Result<(), ConfigError> {
        for issuer in &self.issuers {
            check_issuer(issuer, secret).map_err(|problem| {
                ConfigError::new(format!(
                    "invalid issuer: {problem}; copy it from the tokens' `iss`"
                ))
            })?;
        }
        Ok(())
    }
}

fn check_issuer(issuer: &str, secret: &Secret) -> Result<(), &'static str> {
    let is_secret = ["secret-test-", "secret-live-"].iter().any(|prefix| issuer.contains(prefix));
    if is_secret || issuer.contains(secret.expose()) {
        return Err("it contains a secret");
    }
    if issuer.contains('*') {
        return Err("it contains `*`, but issuers are compared exactly");
    }
    if issuer.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err("it contains a space or a line break");
    }
    let rest =
        ["https://", "http://", "stytch.com/"].iter().find_map(|form| issuer.strip_prefix(form));
    match rest {
        Some(rest) if !rest.trim_matches('/').is_empty() => Ok(()),
        _ => Err("it is neither `https://HOST` nor `stytch.com/PROJECT_ID`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leeway_of_the_check_takes_precedence() {
        let seconds = Duration::from_secs;
        let both = |leeway| Leeway { not_before: seconds(leeway), expiry: seconds(leeway) };
        let default = Leeway { not_before: seconds(5), expiry: seconds(0) };
        for (of_client, of_check, expected) in [
            (None, None, default),
            (Some(60), None, both(60)),
            (Some(0), None, both(0)),
            (None, Some(7), both(7)),
            (Some(60), Some(7), both(7)),
            (Some(60), Some(0), both(0)),
        ] {
            let settings =
                TokenSettings { leeway: of_client.map(seconds), ..TokenSettings::default() };
            let leeway = settings.leeway(of_check.map(seconds));
            assert_eq!(leeway, expected, "{of_client:?} {of_check:?}");
        }
    }

    #[test]
    fn issuers_are_urls_or_projects() {
        let secret = Secret::from("s3cr3t");
        let cases = [
            ("https://login.example", true),
            ("https://login.example/", true),
            ("https://acme.customers.stytch.com", true),
            ("https://api.stytch.com/v1", true),
            ("http://localhost:4000", true),
            ("https://my-secret-garden.example", true),
            ("stytch.com/project-live-1", true),
            ("", false),
            ("login.example", false),
            ("https://", false),
            ("https:///", false),
            ("stytch.com/", false),
            ("stytch.com", false),
            ("https://*.customers.stytch.com", false),
            (" https://login.example", false),
            ("https://login.example\n", false),
            ("secret-test-1", false),
            ("https://secret-live-1", false),
            ("https://s3cr3t/", false),
        ];
        for (issuer, is_valid) in cases {
            let result = TokenSettings::with_issuers(&[issuer]).check(&secret);
            assert_eq!(result.is_ok(), is_valid, "{issuer}");
            if let Err(error) = result {
                let shown = format!("{error} {error:?}");
                assert!(
                    !shown.contains("secret-test")
                        && !shown.contains("secret-live")
                        && !shown.contains("s3cr3t"),
                    "{shown}"
                );
            }
        }
    }
}
