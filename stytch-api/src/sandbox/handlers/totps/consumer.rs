//! Authenticators of Users, and their recovery codes.

use crate::{
    common::AuthenticationFactor,
    consumer::{
        TotpRegistration, User, UserStatus,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse,
            RecoverRequest, RecoverResponse, RecoveryCodesRequest, RecoveryCodesResponse, Totp,
        },
        users::{DeleteTotpRequest, DeleteTotpResponse},
    },
    sandbox::{
        handlers::{
            handler::Handler,
            sessions::consumer::{session_owner, to_session},
            totps::qr_code,
        },
        store::{
            Store, apply_update::apply_update, authenticator::Authenticator, factors,
            problem::Problem, recovery_codes::RecoveryCodes, totp_enrollment::totp_not_found,
            users::UserRecord,
        },
    },
    schema::Object,
};

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse, Problem> {
        let now = store.clock.now();
        let record = store.users.get_mut(&self.user_id)?;
        record.totp.check_vacant(now)?;
        let minutes = self.expiration_minutes.unwrap_or(1440);
        let (authenticator, secret) = Authenticator::pending("totp", minutes, now)?;
        let totp_id = record.totp.enroll(authenticator, RecoveryCodes::generate());
        let registration = TotpRegistration { totp_id: totp_id.clone(), ..Default::default() };
        record.user.totps = vec![registration];
        let user = record.user.clone();
        Ok(CreateResponse {
            totp_id,
            qr_code: qr_code(account_name(&user), &secret),
            secret,
            recovery_codes: record.totp.recovery_codes().to_vec(),
            user_id: user.user_id.clone(),
            user,
            ..Default::default()
        })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse, Problem> {
        let now = store.clock.now();
        log_in(store, &self.user_id, &self, |record| {
            let totp_id = record.totp.authenticate(&self.totp_code, now)?;
            for registration in &mut record.user.totps {
                registration.verified = true;
            }
            Ok((totp_id.clone(), factors::authenticator_app(totp_id)))
        })
    }
}

impl Handler for RecoverRequest {
    fn handle(self, store: &mut Store) -> Result<RecoverResponse, Problem> {
        let now = store.clock.now();
        let response = log_in(store, &self.user_id, &self, |record| {
            let authenticator = record.totp.unexpired(now);
            let totp_id = authenticator.ok_or_else(totp_not_found)?.id.clone();
            let code_id = record.totp.recover(&self.recovery_code)?;
            Ok((totp_id, factors::recovery_code(code_id)))
        })?;
        // The two responses have the same fields.
        Ok(apply_update(&RecoverResponse::default(), &response))
    }
}

impl Handler for DeleteTotpRequest {
    fn handle(self, store: &mut Store) -> Result<DeleteTotpResponse, Problem> {
        let record = store.users.get_by_totp(&self.totp_id)?;
        record.totp.delete()?;
        record.user.totps.clear();
        let user = record.user.clone();
        Ok(DeleteTotpResponse { user_id: user.user_id.clone(), user, ..Default::default() })
    }
}

impl Handler for RecoveryCodesRequest {
    fn handle(self, store: &mut Store) -> Result<RecoveryCodesResponse, Problem> {
        let now = store.clock.now();
        let record = store.users.get_mut(&self.user_id)?;
        let totp = record.totp.unexpired(now).map(|authenticator| Totp {
            totp_id: authenticator.id.clone(),
            verified: record.user.totps.iter().any(|registration| registration.verified),
            recovery_codes: record.totp.recovery_codes().to_vec(),
            ..Default::default()
        });
        Ok(RecoveryCodesResponse {
            user_id: record.user.user_id.clone(),
            totps: totp.into_iter().collect(),
            ..Default::default()
        })
    }
}

/// The account name in the User's authenticator app.
fn account_name(user: &User) -> &str {
    let email = user.emails.first().map(|email| &email.email);
    let phone_number = user.phone_numbers.first().map(|number| &number.phone_number);
    email.or(phone_number).map_or("", String::as_str)
}

/// Logs a User in. `authenticate` returns the authenticator's ID and the factor to add. The
/// response has a session only if the request asks for one.
fn log_in(
    store: &mut Store,
    reference: &str,
    request: &dyn Object,
    authenticate: impl FnOnce(&mut UserRecord) -> Result<(String, AuthenticationFactor), Problem>,
) -> Result<AuthenticateResponse, Problem> {
    let record = store.users.get_mut(reference)?;
    let user_id = record.user.user_id.clone();
    // Invalid session fields must not use up the code.
    let login = store.user_sessions.prepare_login(&user_id, request)?;
    let (totp_id, factor) = authenticate(record)?;
    let factor = factors::authenticated(&factor, store.clock.now());
    record.user.status = UserStatus::Active;
    let user = record.user.clone();
    let mut response = AuthenticateResponse { user_id, totp_id, ..Default::default() };
    if login.has_session() {
        let owner = session_owner(&user);
        let issued = store.user_sessions.log_in(login, owner, vec![factor], &store.keys);
        response.session_token = Some(issued.session.token.clone());
        response.session_jwt = Some(issued.jwt);
        response.session = Some(to_session(issued.session));
    }
    response.user = user;
    Ok(response)
}
