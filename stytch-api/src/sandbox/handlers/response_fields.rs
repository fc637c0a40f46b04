//! The fields that responses have in common, of each half of the API.

#[cfg(feature = "consumer")]
use crate::consumer::{Session, User, UserStatus};
use crate::{
    b2b::{
        DiscoveredOrganization, Member, MemberSession, MfaRequired, Organization, PrimaryRequired,
    },
    object,
};

object! {
    /// What a handler of the B2B API responds with. Each response takes the fields that it has.
    MemberFields {
        session_token?: Secret,
        session_jwt?: Secret,
        method_id: String,
        provider_type: String,
        provider_subject: String,
        provider_values?: Metadata,
        secret: Secret,
        qr_code: Secret,
        recovery_codes: Vec<Secret>,
        member_id: String,
        member_email_id: String,
        member_created: bool,
        member: Member,
        organization_id: String,
        organization: Organization,
        member_session?: MemberSession,
        member_authenticated: bool,
        intermediate_session_token?: Secret,
        intermediate_session_token_expires_at?: Timestamp,
        email_address: String,
        discovered_organizations: Vec<DiscoveredOrganization>,
        mfa_required?: MfaRequired,
        primary_required?: PrimaryRequired,
        totp_registration_id: String,
        recovery_codes_remaining: i32,
    }
}

impl MemberFields {
    /// The fields of a response about a Member.
    pub(crate) fn about(organization: Organization, member: &Member) -> Self {
        Self {
            member_id: member.member_id.clone(),
            member_email_id: email_id(member),
            organization_id: organization.organization_id.clone(),
            totp_registration_id: member.totp_registration_id.clone(),
            member: member.clone(),
            organization,
            ..Default::default()
        }
    }
}

/// The ID of the Member's email address, which never changes.
pub(crate) fn email_id(member: &Member) -> String {
    member.member_id.replacen("member", "member-email", 1)
}

#[cfg(feature = "consumer")]
object! {
    /// What a handler of the consumer API responds with. Each response takes the fields that it has.
    UserFields {
        session_token?: Secret,
        session_jwt?: Secret,
        method_id: String,
        provider_type: String,
        provider_subject: String,
        provider_values?: Metadata,
        secret: Secret,
        qr_code: Secret,
        recovery_codes: Vec<Secret>,
        user_id: String,
        email_id: String,
        phone_id: String,
        user_created: bool,
        user: User,
        status: UserStatus,
        session?: Session,
        user_session?: Session,
        totp_id: String,
        oauth_user_registration_id: String,
    }
}

#[cfg(feature = "consumer")]
impl UserFields {
    /// The fields of a response about a User.
    pub(crate) fn about(user: &User) -> Self {
        let email_id = user.emails.first().map(|email| email.email_id.clone());
        let phone_id = user.phone_numbers.first().map(|number| number.phone_id.clone());
        Self {
            user_id: user.user_id.clone(),
            email_id: email_id.unwrap_or_default(),
            phone_id: phone_id.unwrap_or_default(),
            user: user.clone(),
            status: user.status.clone(),
            ..Default::default()
        }
    }
}
