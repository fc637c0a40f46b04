//! Recovery codes of Members.

use std::time::SystemTime;

use crate::{
    b2b::recovery_codes::{
        GetRequest, GetResponse, RecoverRequest, RecoverResponse, RotateRequest, RotateResponse,
    },
    sandbox::{
        handlers::{
            member_login::{log_in, prepare_login},
            prelude::*,
        },
        store::members::MemberRecord,
    },
};

impl Handler for GetRequest {
    fn handle(self, store: &mut Store) -> Result<GetResponse> {
        let now = store.clock.now();
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        check_enrolled(record, now)?;
        Ok(GetResponse {
            member_id: record.member.member_id.clone(),
            member: record.member.clone(),
            organization,
            recovery_codes: record.totp.recovery_codes().to_vec(),
            ..Default::default()
        })
    }
}

impl Handler for RecoverRequest {
    fn handle(self, store: &mut Store) -> Result<RecoverResponse> {
        let now = store.clock.now();
        let (_, record) = store.organization_and_member(&self.organization_id, &self.member_id)?;
        let member = record.member.clone();
        // Invalid session fields must not use up the code.
        let login = prepare_login(store, &member, &self)?;
        let record = store.members.get_by_id(&member.member_id)?;
        check_enrolled(record, now)?;
        let code_id = record.totp.recover(&self.recovery_code)?;
        let remaining = record.totp.recovery_codes().len();
        let factor = factors::recovery_code(&code_id);
        let response: RecoverResponse = log_in(store, login, &member.member_id, &[factor])?;
        let recovery_codes_remaining = i32::try_from(remaining).unwrap_or(i32::MAX);
        Ok(RecoverResponse { recovery_codes_remaining, ..response })
    }
}

impl Handler for RotateRequest {
    fn handle(self, store: &mut Store) -> Result<RotateResponse> {
        let now = store.clock.now();
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        check_enrolled(record, now)?;
        record.totp.rotate_recovery_codes();
        record.touch();
        Ok(RotateResponse {
            member_id: record.member.member_id.clone(),
            member: record.member.clone(),
            organization,
            recovery_codes: record.totp.recovery_codes().to_vec(),
            ..Default::default()
        })
    }
}

/// Rejects a Member without an authenticator. A Member who has used all codes can still rotate.
fn check_enrolled(record: &MemberRecord, now: SystemTime) -> Result<()> {
    if record.totp.unexpired(now).is_some() {
        return Ok(());
    }
    Err(Problem::not_found(ErrorType::RecoveryCodesNotFound, "The Member has no recovery codes."))
}
