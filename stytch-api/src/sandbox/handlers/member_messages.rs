//! The links and passcodes that are sent to Members, and the rules by which new ones join.

use crate::{
    b2b::{Allowance, Member, MemberStatus, Organization},
    sandbox::handlers::{members::new_member, prelude::*, response_fields::email_id},
};

object! {
    /// The fields of a request that sends a link or passcode to log in or to sign up.
    SignupFields {
        organization_id: String,
        email_address: String,
        login_redirect_url?: String,
        signup_redirect_url?: String,
        pkce_code_challenge?: String,
        login_expiration_minutes?: i32,
        signup_expiration_minutes?: i32,
    }
}

/// Sends a link or passcode to a Member. A person whose email address may join becomes a pending one.
pub(crate) fn login_or_signup(
    store: &mut Store,
    kind: ChallengeKind,
    r#type: FactorType,
    request: &dyn Object,
) -> Result<ResponseFields> {
    let fields: SignupFields = copy_fields(request);
    kind.check(fields.login_expiration_minutes, fields.login_redirect_url.as_deref())?;
    kind.check(fields.signup_expiration_minutes, fields.signup_redirect_url.as_deref())?;
    let organization = store.organizations.get(&fields.organization_id)?.clone();
    let known = store.members.get_by_email(&organization.organization_id, &fields.email_address);
    let (member, member_created) = match known {
        Ok(member) => (member.clone(), false),
        Err(_) => (join(store, &organization, &fields.email_address)?, true),
    };
    let (purpose, minutes, redirect_url) = if member.status == MemberStatus::Active {
        (MessagePurpose::Login, fields.login_expiration_minutes, fields.login_redirect_url)
    } else {
        (MessagePurpose::Signup, fields.signup_expiration_minutes, fields.signup_redirect_url)
    };
    let challenge = email_to_member(store, kind, r#type, &member)?;
    store.challenges.send(NewChallenge {
        purpose,
        minutes,
        redirect_url,
        pkce: fields.pkce_code_challenge,
        ..challenge
    })?;
    let fields = ResponseFields::of_member(organization, &member);
    Ok(ResponseFields { member_created, ..fields })
}

/// A link or passcode for a Member, who proves a factor of this type with it.
pub(crate) fn email_to_member(
    store: &Store,
    kind: ChallengeKind,
    r#type: FactorType,
    member: &Member,
) -> Result<NewChallenge> {
    let factor = factors::email(r#type, &email_id(member), &member.email_address);
    let slug = store.organizations.get(&member.organization_id)?.organization_slug.clone();
    let challenge = NewChallenge::new(kind, &member.member_id, factor);
    Ok(NewChallenge { slug: Some(slug), ..challenge })
}

/// A passcode for the Member's phone.
pub(crate) fn sms_to_member(member: &Member) -> NewChallenge {
    let Member { member_id, mfa_phone_number, .. } = member;
    // A Member has only one number, and Stytch does not publish its ID.
    let phone_id = member_id.replacen("member", "member-phone", 1);
    let factor = factors::phone_number(FactorDeliveryMethod::Sms, &phone_id, mfa_phone_number);
    let purpose = MessagePurpose::SecondFactor;
    NewChallenge { purpose, ..NewChallenge::new(ChallengeKind::SmsOtp, member_id, factor) }
}

/// Creates a pending Member, if the Organization's rules let this email address join.
pub(crate) fn join(
    store: &mut Store,
    organization: &Organization,
    email_address: &str,
) -> Result<Member> {
    reject_if(
        organization.email_jit_provisioning != Allowance::Restricted,
        ErrorType::EmailJitProvisioningNotAllowed,
    )?;
    reject_if(
        !has_allowed_domain(organization, email_address),
        ErrorType::InvalidEmailForJitProvisioning,
    )?;
    create_pending(store, organization, email_address)
}

/// Creates a Member who has not logged in yet.
pub(crate) fn create_pending(
    store: &mut Store,
    organization: &Organization,
    email_address: &str,
) -> Result<Member> {
    let new = new_member(organization, MemberStatus::Pending, store.clock.now());
    let member = Member { email_address: email_address.to_owned(), ..new };
    store.members.save(member).cloned()
}

/// Whether the domain of an email address is one that the Organization allows.
pub(crate) fn has_allowed_domain(organization: &Organization, email_address: &str) -> bool {
    let domain = email_address.rsplit('@').next().unwrap_or_default();
    organization.email_allowed_domains.iter().any(|allowed| allowed.eq_ignore_ascii_case(domain))
}
