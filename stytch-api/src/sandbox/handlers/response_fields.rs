//! The fields that responses have in common.

use crate::{
    b2b::{DiscoveredOrganization, Member, MfaRequired, Organization, PrimaryRequired},
    common::AuthorizationVerdict,
    object,
    sandbox::store::{intermediate_sessions::IntermediateSession, session_record::IssuedSession},
};
#[cfg(feature = "consumer")]
use crate::{consumer::User, sandbox::store::apply_update::to_json};

object! {
    /// What a handler responds with. Each response takes the fields that it has.
    ResponseFields {
        session_token?: Secret,
        session_jwt?: Secret,
        method_id: String,
        provider_type: String,
        provider_subject: String,
        provider_values?: Metadata,
        secret: Secret,
        qr_code: Secret,
        recovery_codes: Vec<Secret>,
        recovery_codes_remaining: i32,
        verdict?: AuthorizationVerdict,

        member_id: String,
        member_email_id: String,
        member_created: bool,
        member?: Member,
        organization_id: String,
        organization?: Organization,
        member_session?: Metadata,
        member_authenticated: bool,
        intermediate_session_token?: Secret,
        intermediate_session_token_expires_at?: Timestamp,
        email_address: String,
        discovered_organizations: Vec<DiscoveredOrganization>,
        mfa_required?: MfaRequired,
        primary_required?: PrimaryRequired,
        totp_registration_id: String,

        user_id: String,
        email_id: String,
        phone_id: String,
        user_created: bool,
        user?: Metadata,
        status: String,
        session?: Metadata,
        user_session?: Metadata,
        totp_id: String,
        oauth_user_registration_id: String,
    }
}

impl ResponseFields {
    /// The fields of a response about a Member.
    pub(crate) fn of_member(organization: Organization, member: &Member) -> Self {
        Self {
            member_id: member.member_id.clone(),
            member_email_id: email_id(member),
            organization_id: organization.organization_id.clone(),
            totp_registration_id: member.totp_registration_id.clone(),
            member: Some(member.clone()),
            organization: Some(organization),
            ..Default::default()
        }
    }

    /// The fields of a response about a User.
    #[cfg(feature = "consumer")]
    pub(crate) fn of_user(user: &User) -> Self {
        let email_id = user.emails.first().map(|email| email.email_id.clone());
        let phone_id = user.phone_numbers.first().map(|number| number.phone_id.clone());
        Self {
            user_id: user.user_id.clone(),
            email_id: email_id.unwrap_or_default(),
            phone_id: phone_id.unwrap_or_default(),
            user: Some(to_json(user)),
            status: user.status.as_str().to_owned(),
            ..Default::default()
        }
    }

    /// Adds a session and its secrets.
    pub(crate) fn with_session(self, IssuedSession { session, jwt }: IssuedSession<'_>) -> Self {
        let fields = Some(session.to_json());
        Self {
            session_token: Some(session.token.clone()),
            session_jwt: Some(jwt),
            member_session: fields.clone(),
            user_session: fields.clone(),
            session: fields,
            ..self
        }
    }

    /// Adds an intermediate session.
    pub(crate) fn with_intermediate_session(self, session: IntermediateSession) -> Self {
        Self {
            intermediate_session_token: Some(session.token),
            intermediate_session_token_expires_at: Some(session.expires_at.into()),
            ..self
        }
    }
}

/// The ID of the Member's email address, which never changes.
pub(crate) fn email_id(member: &Member) -> String {
    member.member_id.replacen("member", "member-email", 1)
}
