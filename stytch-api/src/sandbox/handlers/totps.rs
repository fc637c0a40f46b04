//! Authenticator apps: real codes after RFC 6238 (SHA-1, six digits, steps of 30 s).

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    Secret,
    b2b::{
        AuthenticationFactor, AuthenticatorAppFactor, FactorDeliveryMethod, FactorType,
        MemberStatus, MfaEnrollment, MfaMethod, MfaPolicy,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse,
            MigrateRequest, MigrateResponse,
        },
    },
    sandbox::{
        handlers::{handle::Handler, recovery_codes::mint_codes, sessions::LoginTerms},
        store::{
            problem::Problem,
            random,
            state::{MemberRecord, RecoveryCode, State, codes_of},
        },
    },
};

const STEP: u64 = 30;

/// An authenticator app.
pub(crate) struct Authenticator {
    pub(crate) id: String,
    /// Codes of one step before and one after the current one are taken as well.
    totp: totp_rs::Totp,
    /// When it lapses unless a code is authenticated before; `None` once that has happened.
    lapses_at: Option<SystemTime>,
    /// The steps whose codes were used. None is ever removed: a sandbox doesn't live that long.
    used_steps: Vec<u64>,
}

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        check_room(record.authenticator.as_ref(), SystemTime::now())?;
        let minutes = self.expiration_minutes.unwrap_or(60);
        let (authenticator, secret) = Authenticator::pending("member-totp", minutes)?;
        let qr_code = Secret::from(otpauth(&record.member.email_address, &secret));
        let totp_registration_id = install(record, authenticator);
        record.recovery_codes = mint_codes();
        let member = record.member.clone();
        Ok(CreateResponse {
            member_id: member.member_id.clone(),
            totp_registration_id,
            secret,
            qr_code,
            recovery_codes: codes_of(&record.recovery_codes),
            member,
            organization,
            ..Default::default()
        })
    }
}

impl Handler for MigrateRequest {
    fn handle(self, state: &mut State) -> Result<MigrateResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        check_room(record.authenticator.as_ref(), SystemTime::now())?;
        let secret = decode_secret(&self.secret)?;
        let codes = self.recovery_codes.unwrap_or_default();
        if codes.iter().any(Secret::is_empty) {
            let message = "One of the `recovery_codes` is empty.";
            return Err(Problem::refused("invalid_recovery_code", message));
        }
        // Its owner has used it elsewhere: it counts at once.
        let totp_registration_id = install(record, Authenticator::new("member-totp", secret, None));
        record.recovery_codes = if codes.is_empty() {
            mint_codes()
        } else {
            codes.into_iter().map(RecoveryCode::new).collect()
        };
        let member = record.member.clone();
        Ok(MigrateResponse {
            member_id: member.member_id.clone(),
            organization_id: Some(organization.organization_id.clone()),
            member,
            organization,
            totp_registration_id,
            recovery_codes: codes_of(&record.recovery_codes),
            ..Default::default()
        })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, state: &mut State) -> Result<AuthenticateResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        let member_id = state.member(&organization, &self.member_id)?.member.member_id.clone();
        let terms = LoginTerms::of(&self);
        // Before the code is used up.
        let base = state.sessions.check_terms(&member_id, &terms)?;
        let record = state.member(&organization, &member_id)?;
        let (authenticator, codes) = (record.authenticator.as_mut(), &record.recovery_codes);
        let totp_id = authenticate(authenticator, codes, &self.code, SystemTime::now())?;
        let is_first = record.member.default_mfa_method.as_str().is_empty();
        if is_first || self.set_default_mfa == Some(true) {
            record.member.default_mfa_method = MfaMethod::Totp;
        }
        match self.set_mfa_enrollment {
            Some(MfaEnrollment::Enroll) => record.member.mfa_enrolled = true,
            Some(_) if organization.mfa_policy != MfaPolicy::RequiredForAll => {
                record.member.mfa_enrolled = false;
            }
            _ => {}
        }
        record.member.status = MemberStatus::Active;
        record.touch();
        let member = record.member.clone();
        let opened = state.log_in(&organization, &member, base, terms, factor(totp_id));
        Ok(AuthenticateResponse {
            member_id,
            member,
            organization,
            session_token: opened.token,
            session_jwt: opened.jwt,
            member_session: Some(opened.session),
            ..Default::default()
        })
    }
}

/// Refuses a second authenticator; one that lapsed unused makes room.
pub(crate) fn check_room(
    authenticator: Option<&Authenticator>,
    now: SystemTime,
) -> Result<(), Problem> {
    match standing(authenticator, now).map(|authenticator| authenticator.lapses_at) {
        Some(None) => {
            let message = "There is an active TOTP already, and there can be only one.";
            Err(Problem::refused("active_totp_exists", message))
        }
        Some(Some(_)) => {
            let message = "There is a pending TOTP already; authenticate it, or delete it.";
            Err(Problem::refused("pending_totp_exists", message))
        }
        None => Ok(()),
    }
}

/// The authenticator, unless it was never used and now is too late.
pub(crate) fn standing(
    authenticator: Option<&Authenticator>,
    now: SystemTime,
) -> Option<&Authenticator> {
    authenticator.filter(|authenticator| !authenticator.has_lapsed(now))
}

fn decode_secret(secret: &Secret) -> Result<totp_rs::Secret, Problem> {
    // totp-rs refuses the padding that RFC 4648 asks for.
    totp_rs::Secret::try_from_base32(secret.expose().trim_end_matches('='))
        .ok()
        .filter(|decoded| !decoded.as_bytes().is_empty())
        .ok_or_else(|| {
            // Stytch's published list of error types has none for this; named after its siblings.
            Problem::refused(
                "invalid_totp_secret",
                "`secret` is not base32 (RFC 4648, upper case).",
            )
        })
}

impl Authenticator {
    /// Whether it was never used, and now is too late.
    fn has_lapsed(&self, now: SystemTime) -> bool {
        self.lapses_at.is_some_and(|lapses_at| lapses_at <= now)
    }

    pub(crate) fn new(kind: &str, secret: totp_rs::Secret, lapses_at: Option<SystemTime>) -> Self {
        let totp = totp_rs::Builder::new()
            .with_secret(secret)
            .with_step_duration(STEP)
            .with_skew(1)
            // The compliant build refuses the secrets of 80 bits that many authenticators out there have.
            .build_noncompliant();
        Self { id: random::id(kind), totp, lapses_at, used_steps: Vec::new() }
    }

    /// A new one, and its secret, which counts once a code of it is authenticated within `minutes`.
    pub(crate) fn pending(kind: &str, minutes: i32) -> Result<(Self, Secret), Problem> {
        if !(5..=1440).contains(&minutes) {
            let message = "`expiration_minutes` must be 5 to 1440.";
            return Err(Problem::refused("invalid_expiration", message));
        }
        let secret = totp_rs::Secret::new_stack(random::bytes());
        let text = Secret::from(secret.to_base32());
        let minutes = u64::from(minutes.unsigned_abs());
        let lapses_at = SystemTime::now() + Duration::from_secs(minutes * 60);
        Ok((Self::new(kind, secret, Some(lapses_at)), text))
    }
}

/// Gives the Member the authenticator, and returns its ID.
fn install(record: &mut MemberRecord, authenticator: Authenticator) -> String {
    let id = authenticator.id.clone();
    record.authenticator = Some(authenticator);
    record.member.totp_registration_id.clone_from(&id);
    record.touch();
    id
}

/// What the QR code of an authenticator says, as text rather than as an image.
pub(crate) fn otpauth(account: &str, secret: &Secret) -> String {
    let account =
        percent_encoding::utf8_percent_encode(account, percent_encoding::NON_ALPHANUMERIC);
    let secret = secret.expose();
    format!("data:text/plain,otpauth://totp/Sandbox:{account}?secret={secret}&issuer=Sandbox")
}

/// Uses up a code, and returns the authenticator's ID.
pub(crate) fn authenticate(
    authenticator: Option<&mut Authenticator>,
    recovery_codes: &[RecoveryCode],
    code: &Secret,
    now: SystemTime,
) -> Result<String, Problem> {
    if recovery_codes.iter().any(|recovery_code| recovery_code.code == *code) {
        let message = "This is a recovery code; send it to the recover endpoint.";
        return Err(Problem::refused("recovery_code_used_as_totp_code", message));
    }
    let authenticator = authenticator.ok_or_else(totp_not_found)?;
    if authenticator.has_lapsed(now) {
        let message = "The TOTP has lapsed before a code was authenticated.";
        return Err(Problem::refused("expired_totp", message));
    }
    let code = code.expose();
    if code.len() != 6 || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::refused("invalid_totp_code", "A TOTP code is six digits."));
    }
    let seconds = now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let Some(step) = authenticator.totp.check(code, seconds) else {
        let message = "The code is wrong or was shown more than one step of 30 s ago.";
        return Err(Problem::unproved("unable_to_authenticate_totp", message));
    };
    if authenticator.used_steps.contains(&step) {
        let message = "The code has been authenticated already; wait for the next one.";
        return Err(Problem::unproved("totp_code_already_authenticated", message));
    }
    authenticator.used_steps.push(step);
    authenticator.lapses_at = None;
    Ok(authenticator.id.clone())
}

pub(crate) fn totp_not_found() -> Problem {
    Problem::not_found("totp_not_found", "There is no authenticator.")
}

pub(crate) fn factor(totp_id: String) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::Totp,
        delivery_method: FactorDeliveryMethod::AuthenticatorApp,
        authenticator_app_factor: Some(AuthenticatorAppFactor { totp_id, ..Default::default() }),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appendix B of RFC 6238, whose codes have eight digits: the last six are ours.
    const SECRET: &[u8; 20] = b"12345678901234567890";

    fn authenticator(lapses_at: Option<SystemTime>) -> Authenticator {
        Authenticator::new("member-totp", totp_rs::Secret::from(*SECRET), lapses_at)
    }

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn error_type(
        authenticator: &mut Authenticator,
        code: &str,
        seconds: u64,
    ) -> Option<&'static str> {
        let result = authenticate(Some(authenticator), &[], &Secret::from(code), at(seconds));
        result.err().map(|problem| problem.error_type)
    }

    #[test]
    fn the_codes_of_rfc_6238_pass() {
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")]
        {
            assert_eq!(error_type(&mut authenticator(None), code, seconds), None, "{seconds}");
        }
    }

    #[test]
    fn a_code_passes_one_step_early_and_late_and_no_further() {
        let wrong = Some("unable_to_authenticate_totp");
        // The code of the step that begins at 1111111080.
        for (seconds, result) in [
            (1_111_111_049, wrong),
            (1_111_111_050, None),
            (1_111_111_139, None),
            (1_111_111_140, wrong),
        ] {
            assert_eq!(
                error_type(&mut authenticator(None), "081804", seconds),
                result,
                "{seconds}"
            );
        }
    }

    #[test]
    fn a_code_passes_once() {
        let mut authenticator = authenticator(None);
        assert_eq!(error_type(&mut authenticator, "287082", 59), None);
        let used = Some("totp_code_already_authenticated");
        assert_eq!(error_type(&mut authenticator, "287082", 59), used);
        assert_eq!(error_type(&mut authenticator, "287082", 60), used);
    }

    #[test]
    fn an_authenticator_that_was_never_used_lapses() {
        let mut lapsed = authenticator(Some(at(59)));
        assert_eq!(error_type(&mut lapsed, "287082", 59), Some("expired_totp"));
        assert!(check_room(Some(&lapsed), at(59)).is_ok());

        let mut pending = authenticator(Some(at(60)));
        let room = check_room(Some(&pending), at(59));
        assert_eq!(room.unwrap_err().error_type, "pending_totp_exists");
        assert_eq!(error_type(&mut pending, "287082", 59), None);
        let room = check_room(Some(&pending), at(61));
        assert_eq!(room.unwrap_err().error_type, "active_totp_exists");
    }
}
