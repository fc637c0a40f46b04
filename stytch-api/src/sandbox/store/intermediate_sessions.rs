//! Intermediate sessions: logins that still require a factor or an Organization.

use std::time::{Duration, SystemTime};

use crate::sandbox::store::prelude::*;

/// Stytch's lifetime of an intermediate session.
const LIFETIME: Duration = Duration::from_secs(600);

/// A login that is not complete.
#[derive(Clone)]
pub(crate) struct IntermediateSession {
    pub(crate) token: Secret,
    /// The person's verified email address.
    pub(crate) email: String,
    pub(crate) factors: Vec<AuthenticationFactor>,
    /// The Member who logs in; `None` while no Organization is chosen.
    pub(crate) member_id: Option<String>,
    pub(crate) expires_at: SystemTime,
}

/// All intermediate sessions that are not complete.
pub(crate) struct IntermediateSessions {
    records: Vec<IntermediateSession>,
    clock: Clock,
}

impl IntermediateSessions {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { records: Vec::new(), clock }
    }

    /// Starts an intermediate session, or continues the one with the token `continued`, which keeps
    /// its expiry.
    pub(crate) fn issue(
        &mut self,
        continued: Option<Secret>,
        email: &str,
        factors: Vec<AuthenticationFactor>,
        member_id: Option<String>,
    ) -> IntermediateSession {
        let now = self.clock.now();
        let continued = continued.and_then(|token| self.get(&token).ok().cloned());
        let (token, expires_at) = match continued {
            Some(session) => (session.token, session.expires_at),
            None => (Secret::from(random::token()), now + LIFETIME),
        };
        self.records.retain(|other| other.token != token && other.expires_at > now);
        let session =
            IntermediateSession { token, email: email.to_owned(), factors, member_id, expires_at };
        self.records.push(session.clone());
        session
    }

    pub(crate) fn get(&self, token: &Secret) -> Result<&IntermediateSession> {
        let now = self.clock.now();
        let mut live = self.records.iter().filter(|session| session.expires_at > now);
        live.find(|session| session.token == *token)
            .ok_or_else(|| ErrorType::IntermediateSessionNotFound.into())
    }

    pub(crate) fn remove(&mut self, token: &Secret) {
        self.records.retain(|session| session.token != *token);
    }
}
