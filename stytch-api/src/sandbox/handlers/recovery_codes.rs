//! Recovery codes: each of them once.

use std::time::SystemTime;

use crate::{
    Secret,
    b2b::{
        AuthenticationFactor, FactorDeliveryMethod, FactorType, RecoveryCodeFactor,
        recovery_codes::{
            GetRequest, GetResponse, RecoverRequest, RecoverResponse, RotateRequest, RotateResponse,
        },
    },
    sandbox::{
        handlers::{handle::Handler, sessions::LoginTerms, totps::standing},
        store::{
            problem::Problem,
            random,
            state::{MemberRecord, RecoveryCode, State, codes_of},
        },
    },
};

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        check_codes(record)?;
        Ok(GetResponse {
            member_id: record.member.member_id.clone(),
            member: record.member.clone(),
            organization,
            recovery_codes: codes_of(&record.recovery_codes),
            ..Default::default()
        })
    }
}

impl Handler for RecoverRequest {
    fn handle(self, state: &mut State) -> Result<RecoverResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        let member_id = state.member(&organization, &self.member_id)?.member.member_id.clone();
        let terms = LoginTerms::of(&self);
        // Before the code is used up.
        let base = state.sessions.check_terms(&member_id, &terms)?;
        let record = state.member(&organization, &member_id)?;
        check_codes(record)?;
        let code_id = use_up(&mut record.recovery_codes, &self.recovery_code)?;
        record.touch();
        let member = record.member.clone();
        let remaining = record.recovery_codes.len();
        let opened = state.log_in(&organization, &member, base, terms, factor(code_id));
        Ok(RecoverResponse {
            member_id,
            member,
            organization,
            session_token: opened.token,
            session_jwt: opened.jwt,
            recovery_codes_remaining: i32::try_from(remaining).unwrap_or(i32::MAX),
            member_session: Some(opened.session),
            ..Default::default()
        })
    }
}

impl Handler for RotateRequest {
    fn handle(self, state: &mut State) -> Result<RotateResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        check_codes(record)?;
        record.recovery_codes = mint_codes();
        record.touch();
        Ok(RotateResponse {
            member_id: record.member.member_id.clone(),
            member: record.member.clone(),
            organization,
            recovery_codes: codes_of(&record.recovery_codes),
            ..Default::default()
        })
    }
}

/// Ten new codes.
pub(crate) fn mint_codes() -> Vec<RecoveryCode> {
    (0..10).map(|_| RecoveryCode::new(random::recovery_code())).collect()
}

/// Codes belong to an authenticator: a Member who has used them all up can still rotate.
fn check_codes(record: &MemberRecord) -> Result<(), Problem> {
    if standing(record.authenticator.as_ref(), SystemTime::now()).is_some() {
        return Ok(());
    }
    Err(Problem::not_found("recovery_codes_not_found", "The Member has no recovery codes."))
}

/// Takes the code away, and returns its ID.
pub(crate) fn use_up(codes: &mut Vec<RecoveryCode>, code: &Secret) -> Result<String, Problem> {
    if let Some(index) = codes.iter().position(|recovery_code| recovery_code.code == *code) {
        return Ok(codes.remove(index).id);
    }
    let text = code.expose();
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = "This is a TOTP code; send it to the authenticate endpoint.";
        return Err(Problem::refused("totp_code_used_as_recovery_code", message));
    }
    let message = "The recovery code is wrong or has been used already.";
    Err(Problem::unproved("unable_to_authenticate_recovery_code", message))
}

pub(crate) fn factor(totp_recovery_code_id: String) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::RecoveryCodes,
        delivery_method: FactorDeliveryMethod::RecoveryCode,
        recovery_code_factor: Some(RecoveryCodeFactor {
            totp_recovery_code_id,
            ..Default::default()
        }),
        ..Default::default()
    }
}
