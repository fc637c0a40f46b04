//! The Member: a person in an Organization, with everything that is registered for them.

use crate::{
    Metadata, Timestamp,
    b2b::{MfaMethod, ScimAttributes},
    object, open_enum,
};

object! {
    /// A person who belongs to one Organization.
    Member {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the Member.
        member_id: String,
        /// Email address, unique within the Organization.
        email_address: String,
        /// Where the Member stands.
        status: MemberStatus,
        /// Name to show; may be empty.
        name: String,
        /// SSO connections that the Member has logged in through.
        sso_registrations: Vec<SsoRegistration>,
        /// Whether the Member may log in by any method, whatever the Organization allows: for
        /// emergencies.
        is_breakglass: bool,
        /// ID of the Member's password; empty while there is none.
        member_password_id: String,
        /// OAuth providers that the Member has logged in through.
        oauth_registrations: Vec<OauthRegistration>,
        /// Whether the Member has proved to own the email address.
        email_address_verified: bool,
        /// Whether the Member has proved to own the phone number.
        mfa_phone_number_verified: bool,
        /// Whether the Member has the role `stytch_admin`.
        is_admin: bool,
        /// ID of the Member's authenticator app; empty while there is none.
        totp_registration_id: String,
        /// Former email addresses, which nobody else in the Organization can take.
        retired_email_addresses: Vec<RetiredEmail>,
        /// Whether the Member is locked out after too many failed attempts.
        is_locked: bool,
        /// Whether the Member must give a second factor also where the Organization leaves it open.
        mfa_enrolled: bool,
        /// Phone number for passcodes, in E.164 format; empty while there is none.
        mfa_phone_number: String,
        /// The second factor to ask for first; empty while there is none.
        default_mfa_method: MfaMethod,
        /// Roles that the Member has, directly or through a rule.
        roles: Vec<MemberRole>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// When the Member was created.
        created_at?: Timestamp,
        /// When the Member was last changed.
        updated_at?: Timestamp,
        /// The SCIM connection that provisioned the Member.
        scim_registration?: ScimRegistration,
        /// The same as a list, which some responses have in its place.
        scim_registrations: Vec<ScimRegistration>,
        /// Your own ID of the Member, which most calls take in place of `member_id`.
        external_id?: String,
        /// When the Member was locked out.
        lock_created_at?: Timestamp,
        /// When the lock ends by itself.
        lock_expires_at?: Timestamp,
    }
}

open_enum! {
    /// Where a Member stands.
    MemberStatus {
        /// Has joined and can log in.
        Active = "active",
        /// Exists but has not logged in yet.
        Pending = "pending",
        /// Has been invited by email and has not answered yet.
        Invited = "invited",
        /// Can no longer log in, and can be reactivated.
        Deleted = "deleted",
    }
}

open_enum! {
    /// What becomes of a Member's obligation to give a second factor.
    MfaEnrollment {
        /// Each login needs a second factor from now on.
        Enroll = "enroll",
        /// Logins need none, unless the Organization requires it of everybody.
        Unenroll = "unenroll",
    }
}

open_enum! {
    /// How a Member proves to own a new email address.
    EmailUpdateMethod {
        /// By a link sent to it.
        MagicLink = "EMAIL_MAGIC_LINK",
        /// By a passcode sent to it.
        Otp = "EMAIL_OTP",
    }
}

object! {
    /// An SSO connection that a Member has logged in through.
    SsoRegistration {
        /// ID of the SSO connection.
        connection_id: String,
        /// ID of the Member at the identity provider.
        external_id: String,
        /// ID of the registration.
        registration_id: String,
        /// What the identity provider said of the Member.
        sso_attributes?: Metadata,
    }
}

object! {
    /// An OAuth provider that a Member has logged in through.
    OauthRegistration {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the Member at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// ID of the registration.
        member_oauth_registration_id: String,
        /// Address of the Member's picture at the provider.
        profile_picture_url?: String,
        /// Locale that the Member has set at the provider.
        locale?: String,
    }
}

object! {
    /// The SCIM connection that provisioned a Member.
    ScimRegistration {
        /// ID of the SCIM connection.
        connection_id: String,
        /// ID of the registration.
        registration_id: String,
        /// ID of the Member at the identity provider.
        external_id?: String,
        /// What the identity provider says of the Member.
        scim_attributes?: ScimAttributes,
    }
}

object! {
    /// A former email address of a Member.
    RetiredEmail {
        /// ID of the email address.
        email_id: String,
        /// The address itself.
        email_address: String,
    }
}

object! {
    /// A role that a Member has.
    MemberRole {
        /// ID of the role: one of your RBAC policy, or Stytch's `stytch_member` or `stytch_admin`.
        role_id: String,
        /// How the Member came by it; several ways at once are possible.
        sources: Vec<MemberRoleSource>,
    }
}

object! {
    /// A way by which a Member has a role.
    MemberRoleSource {
        /// Which way it is.
        r#type: MemberRoleSourceType,
        /// Its particulars, such as `email_domain`, `connection_id` or `group`, by type.
        details?: Metadata,
    }
}

open_enum! {
    /// The ways by which a Member may have a role.
    MemberRoleSourceType {
        /// It was assigned to the Member.
        DirectAssignment = "direct_assignment",
        /// The domain of the Member's email address brings it.
        EmailAssignment = "email_assignment",
        /// The SSO connection brings it, in sessions that logged in through it.
        SsoConnection = "sso_connection",
        /// A group of the SSO connection brings it, in sessions that logged in through it.
        SsoConnectionGroup = "sso_connection_group",
        /// A group of the SCIM connection brings it.
        ScimConnectionGroup = "scim_connection_group",
    }
}
