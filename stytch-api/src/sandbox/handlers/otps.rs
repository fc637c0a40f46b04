//! Passcodes of Members, by email and by text message.

use crate::{
    b2b::{
        MfaMethod,
        otps::{
            email::{AuthenticateRequest, AuthenticateResponse, discovery},
            sms,
        },
    },
    sandbox::{
        handlers::{
            discovery::{discover, discovery_email},
            member_login::{log_in, log_in_with_challenge, prepare_login, update_mfa},
            member_messages::sms_to_member,
            prelude::*,
        },
        store::contact::check_phone_number,
    },
};

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse> {
        let organization = store.organizations.get(&self.organization_id)?;
        let organization_id = organization.organization_id.clone();
        let record = store.members.get_by_email(&organization_id, &self.email_address)?;
        let (kind, member_id) = (ChallengeKind::EmailOtp, &record.member.member_id);
        let index = store.challenges.find_code(kind, member_id, &self.code)?;
        log_in_with_challenge(store, index, &self)
    }
}

impl Handler for discovery::SendRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let kind = ChallengeKind::DiscoveryEmailOtp;
        store.challenges.send(NewChallenge {
            minutes: self.discovery_expiration_minutes,
            ..discovery_email(kind, FactorType::EmailOtp, &self.email_address)?
        })?;
        Ok(discovery::SendResponse::default())
    }
}

impl Handler for discovery::AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (kind, email) =
            (ChallengeKind::DiscoveryEmailOtp, self.email_address.to_ascii_lowercase());
        let index = store.challenges.find_code(kind, &email, &self.code)?;
        Ok(discover(store, index))
    }
}

impl Handler for sms::SendRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        let mut member = record.member.clone();
        prepare_login(store, &member, &self)?;
        match self.mfa_phone_number {
            Some(number) if member.mfa_phone_number.is_empty() => {
                check_phone_number("mfa_phone_number", &number)?;
                member.mfa_phone_number = number;
                store.members.replace(member.clone())?;
            }
            Some(number) if number != member.mfa_phone_number => {
                let error_type = ErrorType::DuplicateMemberPhoneNumberForMember;
                let message = "The Member already has a phone number; delete it first.";
                return Err(Problem::bad_request(error_type, message));
            }
            None if member.mfa_phone_number.is_empty() => {
                let message = "The Member has no phone number; send `mfa_phone_number`.";
                return Err(Problem::not_found(ErrorType::MemberPhoneNumberNotFound, message));
            }
            Some(_) | None => {}
        }
        store.challenges.send(sms_to_member(&member))?;
        let member_id = member.member_id.clone();
        Ok(sms::SendResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for sms::AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (organization, record) =
            store.organization_and_member(&self.organization_id, &self.member_id)?;
        let member = record.member.clone();
        let kind = ChallengeKind::SmsOtp;
        let index = store.challenges.find_code(kind, &member.member_id, &self.code)?;
        // Invalid session fields must not use up the code.
        let login = prepare_login(store, &member, &self)?;
        store.challenges.use_up(index);
        let factor = store.challenges.get(index).factor.clone();
        let record = store.members.get_by_id(&member.member_id)?;
        record.member.mfa_phone_number_verified = true;
        update_mfa(&mut record.member, &organization, MfaMethod::SmsOtp, &self);
        log_in(store, login, &member.member_id, &[factor])
    }
}
