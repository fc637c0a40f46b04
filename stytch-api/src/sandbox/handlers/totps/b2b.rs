//! Authenticators of Members.

use crate::{
    b2b::{
        MfaMethod,
        totps::{
            AuthenticateRequest, AuthenticateResponse, CreateRequest, CreateResponse,
            MigrateRequest, MigrateResponse,
        },
    },
    sandbox::{
        handlers::{
            member_login::{log_in, prepare_login, update_mfa},
            prelude::*,
            totps::qr_code,
        },
        store::{
            authenticator::Authenticator, members::MemberRecord, recovery_codes::RecoveryCodes,
        },
    },
};

/// The prefix of an authenticator's ID.
const ID_PREFIX: &str = "member-totp";

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse> {
        let now = store.clock.now();
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        record.totp.check_vacant(now)?;
        let minutes = self.expiration_minutes.unwrap_or(60);
        let (authenticator, secret) = Authenticator::pending(ID_PREFIX, minutes, now)?;
        let totp_registration_id = enroll(record, authenticator, RecoveryCodes::generate());
        let member = record.member.clone();
        Ok(CreateResponse {
            member_id: member.member_id.clone(),
            totp_registration_id,
            qr_code: qr_code(&member.email_address, &secret),
            secret,
            recovery_codes: record.totp.recovery_codes().to_vec(),
            member,
            organization,
            ..Default::default()
        })
    }
}

impl Handler for MigrateRequest {
    fn handle(self, store: &mut Store) -> Result<MigrateResponse> {
        let now = store.clock.now();
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        record.totp.check_vacant(now)?;
        let secret = decode_secret(&self.secret)?;
        let codes = self.recovery_codes.unwrap_or_default();
        if codes.iter().any(Secret::is_empty) {
            let message = "One of the `recovery_codes` is empty.";
            return Err(Problem::bad_request(ErrorType::InvalidRecoveryCode, message));
        }
        let recovery_codes =
            if codes.is_empty() { RecoveryCodes::generate() } else { codes.into_iter().collect() };
        // The Member has used the authenticator elsewhere, so it is active at once.
        let authenticator = Authenticator::active(ID_PREFIX, secret);
        let totp_registration_id = enroll(record, authenticator, recovery_codes);
        let member = record.member.clone();
        Ok(MigrateResponse {
            member_id: member.member_id.clone(),
            organization_id: Some(organization.organization_id.clone()),
            member,
            organization,
            totp_registration_id,
            recovery_codes: record.totp.recovery_codes().to_vec(),
            ..Default::default()
        })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse> {
        let now = store.clock.now();
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        let member = record.member.clone();
        // Invalid session fields must not use up the code.
        let login = prepare_login(store, &member, &self)?;
        let record = store.members.get_by_id(&member.member_id)?;
        let totp_id = record.totp.authenticate(&self.code, now)?;
        update_mfa(&mut record.member, &organization, MfaMethod::Totp, &self);
        log_in(store, login, &member.member_id, &[factors::authenticator_app(&totp_id)])
    }
}

/// Gives the Member an authenticator, and returns its ID.
fn enroll(
    record: &mut MemberRecord,
    authenticator: Authenticator,
    recovery_codes: RecoveryCodes,
) -> String {
    let id = record.totp.enroll(authenticator, recovery_codes);
    record.member.totp_registration_id.clone_from(&id);
    record.touch();
    id
}

fn decode_secret(secret: &Secret) -> Result<totp_rs::Secret> {
    // totp-rs rejects the padding that RFC 4648 requires.
    totp_rs::Secret::try_from_base32(secret.expose().trim_end_matches('='))
        .ok()
        .filter(|decoded| !decoded.as_bytes().is_empty())
        .ok_or_else(|| {
            // Stytch documents no specific error type for this case.
            let message = "`secret` is not valid base32 (RFC 4648, upper case).";
            Problem::bad_request(ErrorType::InvalidArgument, message)
        })
}
