//! Authenticator apps of Users, and the codes that stand in for them.

use std::time::SystemTime;

use crate::{
    Secret,
    consumer::{
        AuthenticationFactor, TotpRegistration, User, UserStatus,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse,
            RecoverRequest, RecoverResponse, RecoveryCodesRequest, RecoveryCodesResponse, Totp,
        },
        users::{DeleteTotpRequest, DeleteTotpResponse},
    },
    sandbox::{
        handlers::{
            handle::Handler,
            recovery_codes,
            recovery_codes::{mint_codes, use_up},
            sessions::LoginTerms,
            totps,
            totps::{Authenticator, check_room, otpauth, standing, totp_not_found},
            users::UserRecord,
        },
        store::{
            apply_update::apply_update,
            problem::Problem,
            state::{State, codes_of},
        },
    },
};

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let record = state.user(&self.user_id)?;
        check_room(record.authenticator.as_ref(), SystemTime::now())?;
        let minutes = self.expiration_minutes.unwrap_or(1440);
        let (authenticator, secret) = Authenticator::pending("totp", minutes)?;
        let totp_id = authenticator.id.clone();
        record.authenticator = Some(authenticator);
        record.recovery_codes = mint_codes();
        let registration = TotpRegistration { totp_id: totp_id.clone(), ..Default::default() };
        record.user.totps = vec![registration];
        let User { emails, phone_numbers, .. } = &record.user;
        let email = emails.first().map(|email| &email.email);
        let account = email.or(phone_numbers.first().map(|number| &number.phone_number));
        Ok(CreateResponse {
            totp_id,
            qr_code: Secret::from(otpauth(account.map_or("", String::as_str), &secret)),
            secret,
            recovery_codes: codes_of(&record.recovery_codes),
            user: record.user.clone(),
            user_id: record.user.user_id.clone(),
            ..Default::default()
        })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, state: &mut State) -> Result<AuthenticateResponse, Problem> {
        let prove = |record: &mut UserRecord| {
            let UserRecord { user, authenticator, recovery_codes } = record;
            let now = SystemTime::now();
            let totp_id =
                totps::authenticate(authenticator.as_mut(), recovery_codes, &self.totp_code, now)?;
            user.totps.iter_mut().for_each(|registration| registration.verified = true);
            Ok((totp_id.clone(), totps::factor(totp_id)))
        };
        log_in(state, &self.user_id, LoginTerms::of(&self), prove)
    }
}

impl Handler for RecoverRequest {
    fn handle(self, state: &mut State) -> Result<RecoverResponse, Problem> {
        let prove = |record: &mut UserRecord| {
            let totp_id = record.authenticator()?.id.clone();
            let code_id = use_up(&mut record.recovery_codes, &self.recovery_code)?;
            Ok((totp_id, recovery_codes::factor(code_id)))
        };
        let login = log_in(state, &self.user_id, LoginTerms::of(&self), prove)?;
        // The two answers have the same fields.
        Ok(apply_update(&RecoverResponse::default(), &login))
    }
}

impl Handler for DeleteTotpRequest {
    fn handle(self, state: &mut State) -> Result<DeleteTotpResponse, Problem> {
        let found = state.users.iter_mut().find(|record| {
            record
                .authenticator
                .as_ref()
                .is_some_and(|authenticator| authenticator.id == self.totp_id)
        });
        let record = found.ok_or_else(totp_not_found)?;
        record.authenticator = None;
        record.recovery_codes.clear();
        record.user.totps.clear();
        let user = record.user.clone();
        Ok(DeleteTotpResponse { user_id: user.user_id.clone(), user, ..Default::default() })
    }
}

impl Handler for RecoveryCodesRequest {
    fn handle(self, state: &mut State) -> Result<RecoveryCodesResponse, Problem> {
        let record = state.user(&self.user_id)?;
        let totps = record.authenticator().map(|authenticator| Totp {
            totp_id: authenticator.id.clone(),
            verified: record.user.totps.iter().any(|registration| registration.verified),
            recovery_codes: codes_of(&record.recovery_codes),
            ..Default::default()
        });
        Ok(RecoveryCodesResponse {
            user_id: record.user.user_id.clone(),
            totps: totps.into_iter().collect(),
            ..Default::default()
        })
    }
}

impl UserRecord {
    /// The authenticator that recovery codes stand in for: one that has not lapsed.
    fn authenticator(&self) -> Result<&Authenticator, Problem> {
        let authenticator = standing(self.authenticator.as_ref(), SystemTime::now());
        authenticator.ok_or_else(totp_not_found)
    }
}

/// Logs a User in by what `prove` proves. The answer has no session where none was asked for.
fn log_in(
    state: &mut State,
    reference: &str,
    terms: LoginTerms,
    prove: impl FnOnce(&mut UserRecord) -> Result<(String, AuthenticationFactor), Problem>,
) -> Result<AuthenticateResponse, Problem> {
    let user_id = state.user(reference)?.user.user_id.clone();
    // Before the code is used up.
    let base = state.user_sessions.check_terms(&user_id, &terms)?;
    let record = state.user(&user_id)?;
    let (totp_id, factor) = prove(record)?;
    record.user.status = UserStatus::Active;
    let user = record.user.clone();
    let mut answer = AuthenticateResponse { user_id, totp_id, ..Default::default() };
    if let Some(opened) = state.log_user_in(&user, base, terms, factor) {
        answer.session = Some(opened.session);
        answer.session_token = opened.token;
        answer.session_jwt = opened.jwt;
    }
    answer.user = user;
    Ok(answer)
}
