//! One-time tokens and passcodes: what was sent, to whom, and what its return proves.

use std::{
    collections::VecDeque,
    ops::RangeInclusive,
    time::{Duration, SystemTime},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use reqwest::Url;

use crate::{
    ErrorType, Secret,
    common::AuthenticationFactor,
    crypto::backend::digest,
    sandbox::store::{
        clock::Clock,
        factors::recipient,
        outbox::{Message, MessagePurpose, Outbox},
        problem::Problem,
        random,
    },
};

/// How many challenges are kept.
const CAPACITY: usize = 10_000;

/// Where a link leads if the request has no redirect URL.
const DEFAULT_REDIRECT_URL: &str = "http://localhost:3000/authenticate";

/// What a token or passcode is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum ChallengeKind {
    MagicLink,
    DiscoveryMagicLink,
    EmailOtp,
    DiscoveryEmailOtp,
    SmsOtp,
}

/// A token or passcode that was issued.
pub(crate) struct Challenge {
    kind: ChallengeKind,
    pub(crate) subject: String,
    pub(crate) factor: AuthenticationFactor,
    pkce: Option<String>,
    secret: Secret,
    expires_at: SystemTime,
    is_used: bool,
}

/// A challenge to issue.
pub(crate) struct NewChallenge {
    pub(crate) kind: ChallengeKind,
    /// Who can use it: the ID of the Member; in discovery, the email address.
    pub(crate) subject: String,
    /// The factor that its use proves.
    pub(crate) factor: AuthenticationFactor,
    /// Why its message is sent.
    pub(crate) purpose: MessagePurpose,
    /// Minutes until it expires; `None` for the default.
    pub(crate) minutes: Option<i32>,
    pub(crate) redirect_url: Option<String>,
    /// The slug of the Organization that the login is to.
    pub(crate) slug: Option<String>,
    /// The challenge of the PKCE verifier that its use requires.
    pub(crate) pkce: Option<String>,
}

/// What the holder of a new challenge gets.
pub(crate) struct IssuedChallenge {
    secret: Secret,
    /// The redirect URL with the token; `None` for a passcode.
    pub(crate) link: Option<Secret>,
    expires_at: SystemTime,
}

/// All challenges, oldest first, and the messages that they were sent in.
pub(crate) struct Challenges {
    records: VecDeque<Challenge>,
    pub(crate) outbox: Outbox,
    clock: Clock,
}

impl ChallengeKind {
    /// The `stytch_token_type` of a link; `None` for a passcode.
    fn token_type(self) -> Option<&'static str> {
        match self {
            Self::MagicLink => Some("multi_tenant_magic_links"),
            Self::DiscoveryMagicLink => Some("discovery"),
            Self::EmailOtp | Self::DiscoveryEmailOtp | Self::SmsOtp => None,
        }
    }

    /// The minutes that a request can set, and the default.
    fn minutes(self) -> (RangeInclusive<i32>, i32) {
        match self {
            Self::MagicLink | Self::DiscoveryMagicLink => (5..=10_080, 60),
            Self::EmailOtp | Self::DiscoveryEmailOtp => (2..=15, 10),
            Self::SmsOtp => (2..=2, 2),
        }
    }

    fn lifetime(self, minutes: Option<i32>) -> Result<Duration, Problem> {
        let (allowed, default) = self.minutes();
        let minutes = minutes.unwrap_or(default);
        if allowed.contains(&minutes) {
            return Ok(Duration::from_secs(u64::from(minutes.unsigned_abs()) * 60));
        }
        let (error_type, name) = match self.token_type() {
            Some(_) => (ErrorType::InvalidExpiration, "a link"),
            None => (ErrorType::InvalidExpirationOtp, "a passcode"),
        };
        let (from, to) = (allowed.start(), allowed.end());
        let message = format!("The expiration of {name} must be {from} to {to} minutes.");
        Err(Problem::bad_request(error_type, message))
    }

    /// No challenge has this token or passcode.
    fn not_found(self) -> Problem {
        match self {
            Self::MagicLink | Self::DiscoveryMagicLink => {
                let message = "The magic link could not be found.";
                Problem::not_found(ErrorType::MagicLinkNotFound, message)
            }
            Self::EmailOtp | Self::DiscoveryEmailOtp | Self::SmsOtp => {
                Problem::not_found(ErrorType::OtpCodeNotFound, "The passcode is wrong.")
            }
        }
    }

    /// The token or passcode was used, has expired or was replaced.
    fn unusable(self) -> Problem {
        let message = "It has already been used, has expired, or was replaced by a newer one.";
        let error_type = match self {
            Self::MagicLink | Self::DiscoveryMagicLink => ErrorType::UnableToAuthMagicLink,
            Self::EmailOtp | Self::DiscoveryEmailOtp | Self::SmsOtp => {
                ErrorType::UnableToAuthOtpCode
            }
        };
        Problem::unauthorized(error_type, message)
    }
}

impl NewChallenge {
    /// A challenge to log in with, without optional values.
    pub(crate) fn new(kind: ChallengeKind, subject: &str, factor: AuthenticationFactor) -> Self {
        Self {
            kind,
            subject: subject.to_owned(),
            factor,
            purpose: MessagePurpose::Login,
            minutes: None,
            redirect_url: None,
            slug: None,
            pkce: None,
        }
    }
}

impl Challenges {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { records: VecDeque::new(), outbox: Outbox::default(), clock }
    }

    /// Issues a challenge and puts its message into the outbox.
    pub(crate) fn send(&mut self, challenge: NewChallenge) -> Result<(), Problem> {
        let message = Message {
            recipient: recipient(&challenge.factor).to_owned(),
            delivery_method: challenge.factor.delivery_method.clone(),
            purpose: challenge.purpose.clone(),
            ..Default::default()
        };
        let IssuedChallenge { secret, link, expires_at } = self.issue(challenge)?;
        let (code, token) =
            if link.is_some() { (None, Some(secret)) } else { (Some(secret), None) };
        let expires_at = expires_at.into();
        self.outbox.push(Message { code, token, link, expires_at, ..message });
        Ok(())
    }

    /// Issues a challenge. A new passcode replaces the previous one of the same kind and subject.
    pub(crate) fn issue(&mut self, new: NewChallenge) -> Result<IssuedChallenge, Problem> {
        let expires_at = self.clock.now() + new.kind.lifetime(new.minutes)?;
        let (secret, link) = if let Some(token_type) = new.kind.token_type() {
            let token = Secret::from(random::token());
            let link = build_link(&new, token_type, &token)?;
            (token, Some(link))
        } else {
            self.replace_codes(new.kind, &new.subject);
            (random::passcode(), None)
        };
        if self.records.len() == CAPACITY {
            self.records.pop_front();
        }
        self.records.push_back(Challenge {
            kind: new.kind,
            subject: new.subject,
            factor: new.factor,
            pkce: new.pkce,
            secret: secret.clone(),
            expires_at,
            is_used: false,
        });
        Ok(IssuedChallenge { secret, link, expires_at })
    }

    /// The index of the challenge with this token, which can be used.
    pub(crate) fn find_token(
        &self,
        kind: ChallengeKind,
        token: &Secret,
        code_verifier: Option<&Secret>,
    ) -> Result<usize, Problem> {
        let index = self.find(kind, |challenge| challenge.secret == *token)?;
        self.records[index].check_code_verifier(code_verifier)?;
        Ok(index)
    }

    /// The index of the challenge with this passcode for `subject`, which can be used.
    pub(crate) fn find_code(
        &self,
        kind: ChallengeKind,
        subject: &str,
        code: &Secret,
    ) -> Result<usize, Problem> {
        self.find(kind, |challenge| challenge.subject == subject && challenge.secret == *code)
    }

    pub(crate) fn get(&self, index: usize) -> &Challenge {
        &self.records[index]
    }

    pub(crate) fn use_up(&mut self, index: usize) {
        self.records[index].is_used = true;
    }

    fn find(
        &self,
        kind: ChallengeKind,
        matches: impl Fn(&Challenge) -> bool,
    ) -> Result<usize, Problem> {
        let is_match = |challenge: &Challenge| challenge.kind == kind && matches(challenge);
        // The newest first: an old passcode may have the same digits.
        let index = self.records.iter().rposition(is_match).ok_or_else(|| kind.not_found())?;
        let challenge = &self.records[index];
        if challenge.is_used || challenge.expires_at <= self.clock.now() {
            return Err(kind.unusable());
        }
        Ok(index)
    }

    fn replace_codes(&mut self, kind: ChallengeKind, subject: &str) {
        let records = self.records.iter_mut();
        for challenge in records.filter(|it| it.kind == kind && it.subject == subject) {
            challenge.is_used = true;
        }
    }
}

impl Challenge {
    /// Checks the PKCE verifier, which is due if the request that started the login had a challenge.
    fn check_code_verifier(&self, verifier: Option<&Secret>) -> Result<(), Problem> {
        let (error_type, message) = match (&self.pkce, verifier) {
            (None, None) => return Ok(()),
            (Some(challenge), Some(verifier)) => {
                let hash = digest::digest(&digest::SHA256, verifier.expose().as_bytes());
                if BASE64_URL_SAFE_NO_PAD.encode(hash) == *challenge {
                    return Ok(());
                }
                (ErrorType::PkceMismatch, "The code verifier does not match the code challenge.")
            }
            (Some(_), None) => (
                ErrorType::PkceExpectedCodeVerifier,
                "The login started with PKCE; send the verifier.",
            ),
            (None, Some(_)) => {
                (ErrorType::PkceDidNotExpectCodeVerifier, "The login started without PKCE.")
            }
        };
        Err(Problem::bad_request(error_type, message))
    }
}

/// The redirect URL with the parameters that Stytch adds.
fn build_link(new: &NewChallenge, token_type: &str, token: &Secret) -> Result<Secret, Problem> {
    let redirect_url = new.redirect_url.as_deref().unwrap_or(DEFAULT_REDIRECT_URL);
    let mut link = Url::parse(redirect_url).map_err(|_| {
        let message = "The redirect URL is not a valid absolute URL.";
        Problem::bad_request(ErrorType::InvalidUrl, message)
    })?;
    if let Some(slug) = &new.slug {
        link.query_pairs_mut().append_pair("slug", slug);
    }
    link.query_pairs_mut()
        .append_pair("stytch_token_type", token_type)
        .append_pair("token", token.expose());
    Ok(Secret::from(String::from(link)))
}
