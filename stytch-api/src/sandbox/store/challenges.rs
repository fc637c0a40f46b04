//! One-time tokens and passcodes: for whom they were issued, and the factors that they prove.

use std::{
    collections::VecDeque,
    time::{Duration, SystemTime},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use reqwest::Url;

use crate::{
    crypto::backend::digest,
    sandbox::store::{
        factors::recipient,
        outbox::{Message, MessagePurpose, Outbox},
        prelude::*,
    },
};

/// How many challenges are kept.
const CAPACITY: usize = 10_000;

/// Where a link leads if the request has no redirect URL.
const DEFAULT_REDIRECT_URL: &str = "http://localhost:3000/authenticate";

/// What a token or passcode is for.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(not(feature = "consumer"), expect(dead_code, reason = "some are for Users"))]
pub(crate) enum ChallengeKind {
    MagicLink,
    DiscoveryMagicLink,
    EmailOtp,
    DiscoveryEmailOtp,
    SmsOtp,
    PasswordReset,
    Oauth,
    DiscoveryOauth,
    Sso,
    UserMagicLink,
    UserOtp,
    UserPasswordReset,
    UserOauth,
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
    pub(crate) secret: Secret,
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

/// The rules of a kind: its errors, the `stytch_token_type` of its links (empty for a passcode), and the
/// minutes until it expires: the least, the most and the default.
type Rules = (Errors, &'static str, i32, i32, i32);

/// The errors for an unknown token or passcode, and for one that was used or replaced or has expired. Stytch
/// documents only one error for some.
type Errors = (ErrorType, ErrorType);

const MAGIC_LINK: Errors = (ErrorType::MagicLinkNotFound, ErrorType::UnableToAuthMagicLink);
const OTP: Errors = (ErrorType::OtpCodeNotFound, ErrorType::UnableToAuthOtpCode);
const PASSWORD_RESET: Errors =
    (ErrorType::UnableToAuthPasswordResetToken, ErrorType::UnableToAuthPasswordResetToken);
const OAUTH: Errors = (ErrorType::OauthTokenNotFound, ErrorType::OauthTokenNotFound);
const SSO: Errors = (ErrorType::SsoTokenNotFound, ErrorType::SsoTokenNotFound);

impl ChallengeKind {
    fn rules(self) -> Rules {
        match self {
            Self::MagicLink => (MAGIC_LINK, "multi_tenant_magic_links", 5, 10_080, 60),
            Self::DiscoveryMagicLink => (MAGIC_LINK, "discovery", 5, 10_080, 60),
            Self::UserMagicLink => (MAGIC_LINK, "magic_links", 5, 10_080, 60),
            Self::EmailOtp | Self::DiscoveryEmailOtp => (OTP, "", 2, 15, 10),
            Self::SmsOtp => (OTP, "", 2, 2, 2),
            Self::UserOtp => (OTP, "", 1, 10, 2),
            Self::PasswordReset => (PASSWORD_RESET, "multi_tenant_passwords", 5, 10_080, 30),
            Self::UserPasswordReset => (PASSWORD_RESET, "reset_password", 5, 10_080, 30),
            // Stytch does not document how long the tokens of redirects last.
            Self::Oauth | Self::UserOauth => (OAUTH, "oauth", 5, 5, 5),
            Self::DiscoveryOauth => (OAUTH, "discovery_oauth", 5, 5, 5),
            Self::Sso => (SSO, "sso", 5, 5, 5),
        }
    }

    /// Rejects an expiration or a redirect URL that is invalid. Called before a request changes anything.
    pub(crate) fn check(self, minutes: Option<i32>, redirect_url: Option<&str>) -> Result<()> {
        self.lifetime(minutes)?;
        parse_redirect_url(redirect_url).map(|_| ())
    }

    fn lifetime(self, minutes: Option<i32>) -> Result<Duration> {
        let ((unknown, _), _, least, most, default) = self.rules();
        let minutes = minutes.unwrap_or(default);
        if (least..=most).contains(&minutes) {
            return Ok(Duration::from_secs(u64::from(minutes.unsigned_abs()) * 60));
        }
        let is_otp = unknown == ErrorType::OtpCodeNotFound;
        let error_type =
            if is_otp { ErrorType::InvalidExpirationOtp } else { ErrorType::InvalidExpiration };
        let message = format!("The expiration must be {least} to {most} minutes.");
        Err(Problem::bad_request(error_type, message))
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
    pub(crate) fn send(&mut self, challenge: NewChallenge) -> Result<()> {
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
    pub(crate) fn issue(&mut self, new: NewChallenge) -> Result<IssuedChallenge> {
        let expires_at = self.clock.now() + new.kind.lifetime(new.minutes)?;
        let (_, token_type, ..) = new.kind.rules();
        let (secret, link) = if token_type.is_empty() {
            self.revoke(new.kind, &new.subject);
            (random::passcode(), None)
        } else {
            let token = Secret::from(random::token());
            let link = build_link(&new, token_type, &token)?;
            (token, Some(link))
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
    ) -> Result<usize> {
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
    ) -> Result<usize> {
        self.find(kind, |challenge| challenge.subject == subject && challenge.secret == *code)
    }

    pub(crate) fn get(&self, index: usize) -> &Challenge {
        &self.records[index]
    }

    pub(crate) fn use_up(&mut self, index: usize) {
        self.records[index].is_used = true;
    }

    fn find(&self, kind: ChallengeKind, matches: impl Fn(&Challenge) -> bool) -> Result<usize> {
        let is_match = |challenge: &Challenge| challenge.kind == kind && matches(challenge);
        // The newest first: an old passcode may have the same digits.
        let ((unknown, unusable), ..) = kind.rules();
        let index = self.records.iter().rposition(is_match).ok_or(unknown)?;
        let challenge = &self.records[index];
        reject_if(challenge.is_used || challenge.expires_at <= self.clock.now(), unusable)?;
        Ok(index)
    }

    pub(crate) fn revoke(&mut self, kind: ChallengeKind, subject: &str) {
        let records = self.records.iter_mut();
        for challenge in records.filter(|it| it.kind == kind && it.subject == subject) {
            challenge.is_used = true;
        }
    }
}

impl Challenge {
    /// Checks the PKCE verifier, which is required if the login started with its challenge.
    fn check_code_verifier(&self, verifier: Option<&Secret>) -> Result<()> {
        match (&self.pkce, verifier) {
            (None, None) => Ok(()),
            (Some(challenge), Some(verifier)) => {
                let hash = digest::digest(&digest::SHA256, verifier.expose().as_bytes());
                let is_match = BASE64_URL_SAFE_NO_PAD.encode(hash) == *challenge;
                reject_if(!is_match, ErrorType::PkceMismatch)
            }
            (Some(_), None) => Err(ErrorType::PkceExpectedCodeVerifier.into()),
            (None, Some(_)) => Err(ErrorType::PkceDidNotExpectCodeVerifier.into()),
        }
    }
}

/// The redirect URL with the parameters that Stytch adds.
fn build_link(new: &NewChallenge, token_type: &str, token: &Secret) -> Result<Secret> {
    let mut link = parse_redirect_url(new.redirect_url.as_deref())?;
    if let Some(slug) = &new.slug {
        link.query_pairs_mut().append_pair("slug", slug);
    }
    link.query_pairs_mut()
        .append_pair("stytch_token_type", token_type)
        .append_pair("token", token.expose());
    Ok(Secret::from(String::from(link)))
}

fn parse_redirect_url(redirect_url: Option<&str>) -> Result<Url> {
    Url::parse(redirect_url.unwrap_or(DEFAULT_REDIRECT_URL))
        .map_err(|_| ErrorType::InvalidUrl.into())
}
