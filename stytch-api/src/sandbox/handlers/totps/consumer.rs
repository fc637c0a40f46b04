//! Authenticators of Users, and their recovery codes.

use crate::{
    consumer::{
        TotpRegistration, User,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse,
            RecoverRequest, RecoverResponse, RecoveryCodesRequest, RecoveryCodesResponse, Totp,
        },
        users::{DeleteTotpRequest, DeleteTotpResponse},
    },
    sandbox::{
        handlers::{prelude::*, totps::qr_code, user_login::log_in},
        store::{
            authenticator::Authenticator, recovery_codes::RecoveryCodes,
            totp_enrollment::totp_not_found,
        },
    },
};

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse> {
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
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse> {
        let now = store.clock.now();
        let record = store.users.get_mut(&self.user_id)?;
        let user_id = record.user.user_id.clone();
        // Invalid session fields must not use up the code.
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        let totp_id = record.totp.authenticate(&self.totp_code, now)?;
        for registration in &mut record.user.totps {
            registration.verified = true;
        }
        let factor = factors::authenticator_app(&totp_id);
        let response: AuthenticateResponse = log_in(store, login, &user_id, &[factor])?;
        Ok(AuthenticateResponse { totp_id, ..response })
    }
}

impl Handler for RecoverRequest {
    fn handle(self, store: &mut Store) -> Result<RecoverResponse> {
        let now = store.clock.now();
        let record = store.users.get_mut(&self.user_id)?;
        let user_id = record.user.user_id.clone();
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        let authenticator = record.totp.unexpired(now);
        let totp_id = authenticator.ok_or_else(totp_not_found)?.id.clone();
        let code_id = record.totp.recover(&self.recovery_code)?;
        let factor = factors::recovery_code(&code_id);
        let response: RecoverResponse = log_in(store, login, &user_id, &[factor])?;
        Ok(RecoverResponse { totp_id, ..response })
    }
}

impl Handler for DeleteTotpRequest {
    fn handle(self, store: &mut Store) -> Result<DeleteTotpResponse> {
        let record = store.users.get_by_totp(&self.totp_id)?;
        record.totp.delete()?;
        record.user.totps.clear();
        let user = record.user.clone();
        Ok(DeleteTotpResponse { user_id: user.user_id.clone(), user, ..Default::default() })
    }
}

impl Handler for RecoveryCodesRequest {
    fn handle(self, store: &mut Store) -> Result<RecoveryCodesResponse> {
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
