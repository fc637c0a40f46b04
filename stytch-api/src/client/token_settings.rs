//! What the client's local checks of tokens have in common.

use std::time::Duration;

/// How far Stytch's clock may be ahead of this machine's, unless a leeway is set.
const NOT_BEFORE_LEEWAY: Duration = Duration::from_secs(5);

/// The settings of a client's checks.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenSettings {
    /// The leeway of checks that set none of their own.
    pub(super) leeway: Option<Duration>,
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
            let settings = TokenSettings { leeway: of_client.map(seconds) };
            let leeway = settings.leeway(of_check.map(seconds));
            assert_eq!(leeway, expected, "{of_client:?} {of_check:?}");
        }
    }
}
