//! Passwords of Members.

#[cfg(feature = "consumer")]
mod consumer;

use crate::{
    b2b::{
        Member, MemberStatus, PasswordStrengthPolicy,
        organizations::members::{DeletePasswordRequest, DeletePasswordResponse},
        passwords::{
            AuthenticateRequest, MigrateRequest, MigrateResponse, StrengthCheckRequest,
            StrengthCheckResponse, email, existing_password, sessions,
        },
    },
    sandbox::{
        handlers::{
            member_login::{log_in, prepare_login},
            member_messages::email_to_member,
            members::{assign_roles, new_member},
            prelude::*,
        },
        store::{
            members::MemberRecord,
            passwords::{Password, is_strong, password_exists, strength},
        },
    },
};

const ID_PREFIX: &str = "member-password";

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let member = verify(store, &self.organization_id, &self.email_address, &self.password)?;
        let login = prepare_login(store, &member, &self)?;
        log_in(store, login, &member.member_id, &[factors::password()])
    }
}

impl Handler for MigrateRequest {
    fn handle(self, store: &mut Store) -> Result<MigrateResponse> {
        let organization = store.organizations.get(&self.organization_id)?.clone();
        let organization_id = &organization.organization_id;
        let known = store.members.get_by_email(organization_id, &self.email_address);
        let member_created = known.is_err();
        if known.as_ref().is_ok_and(|record| record.password.is_some()) {
            return Err(password_exists());
        }
        let known = known.ok().map(|record| record.member.clone());
        let new = || new_member(&organization, MemberStatus::Active, store.clock.now());
        let mut member = apply_update(&known.unwrap_or_else(new), &self);
        member.organization_id.clone_from(organization_id);
        member.email_address_verified = true;
        member.mfa_phone_number_verified |= self.set_phone_number_verified == Some(true);
        assign_roles(&mut member, self.roles);
        let member_id = member.member_id.clone();
        if member_created {
            store.members.insert(member)?;
        } else {
            store.members.replace(member)?;
        }
        let record = store.members.get_by_id(&member_id)?;
        set_password(record, Password::imported(ID_PREFIX));
        let member = record.member.clone();
        Ok(MigrateResponse {
            member_id,
            member_created,
            member,
            organization,
            ..Default::default()
        })
    }
}

impl Handler for StrengthCheckRequest {
    fn handle(self, _: &mut Store) -> Result<StrengthCheckResponse> {
        Ok(StrengthCheckResponse {
            valid_password: is_strong(&self.password),
            score: strength(&self.password),
            strength_policy: PasswordStrengthPolicy::Zxcvbn,
            ..Default::default()
        })
    }
}

impl Handler for email::ResetStartRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let organization = store.organizations.get(&self.organization_id)?.clone();
        let record =
            store.members.get_by_email(&organization.organization_id, &self.email_address)?;
        let (member, member_email_id) = (record.member.clone(), record.email_id.clone());
        let (kind, member_id) = (ChallengeKind::PasswordReset, member.member_id.clone());
        let link = email_to_member(store, kind, FactorType::MagicLink, &member_id)?;
        store.challenges.send(NewChallenge {
            purpose: MessagePurpose::ResetPassword,
            minutes: self.reset_password_expiration_minutes,
            redirect_url: self.reset_password_redirect_url,
            pkce: self.code_challenge,
            ..link
        })?;
        Ok(email::ResetStartResponse { member_id, member_email_id, member, ..Default::default() })
    }
}

impl Handler for email::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (kind, verifier) = (ChallengeKind::PasswordReset, self.code_verifier.as_ref());
        let index = store.challenges.find_token(kind, &self.password_reset_token, verifier)?;
        let challenge = store.challenges.get(index);
        let (member_id, factor) = (challenge.subject.clone(), challenge.factor.clone());
        let member = store.member(&member_id)?.1.member.clone();
        let login = prepare_login(store, &member, &self)?;
        let password = Password::new(ID_PREFIX, &self.password)?;
        store.challenges.use_up(index);
        set_password(store.members.get_by_id(&member_id)?, password);
        log_in(store, login, &member_id, &[factors::password(), factor])
    }
}

impl Handler for existing_password::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (organization_id, old) = (&self.organization_id, &self.existing_password);
        let member = verify(store, organization_id, &self.email_address, old)?;
        let login = prepare_login(store, &member, &self)?;
        let password = Password::new(ID_PREFIX, &self.new_password)?;
        set_password(store.members.get_by_id(&member.member_id)?, password);
        log_in(store, login, &member.member_id, &[factors::password()])
    }
}

impl Handler for sessions::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (index, _) = store.member_sessions.prepare_authentication(&self)?;
        let session = store.member_sessions.get(index);
        let member_id = session.owner.id.clone();
        session.check_recent_factor(store.clock.now())?;
        let password = Password::new(ID_PREFIX, &self.password)?;
        let (_, record) = store.organization_and_member(&self.organization_id, &member_id)?;
        set_password(record, password);
        let member = record.member.clone();
        store.member_sessions.revoke_others(index);
        let login = prepare_login(store, &member, &self)?;
        log_in(store, login, &member_id, &[factors::password()])
    }
}

impl Handler for DeletePasswordRequest {
    fn handle(self, store: &mut Store) -> Result<DeletePasswordResponse> {
        let organization = store.organizations.get(&self.organization_id)?.clone();
        let organization_id = &organization.organization_id;
        let record = store.members.get_by_password(organization_id, &self.member_password_id)?;
        record.password = None;
        record.member.member_password_id.clear();
        record.touch();
        let member = record.member.clone();
        let member_id = member.member_id.clone();
        Ok(DeletePasswordResponse { member_id, member, organization, ..Default::default() })
    }
}

/// The Member with this email address, if the password is theirs.
fn verify(
    store: &mut Store,
    organization_id: &str,
    email_address: &str,
    password: &Secret,
) -> Result<Member> {
    let organization_id = store.organizations.get(organization_id)?.organization_id.clone();
    let record = store.members.get_by_email(&organization_id, email_address)?;
    let own = record.password.as_ref().ok_or_else(|| {
        let message = "The Member has no password.";
        Problem::not_found(ErrorType::MemberPasswordNotFound, message)
    })?;
    own.verify(password, ErrorType::MemberResetPassword)?;
    Ok(record.member.clone())
}

fn set_password(record: &mut MemberRecord, password: Password) {
    record.member.member_password_id.clone_from(&password.id);
    record.password = Some(password);
    record.touch();
}
