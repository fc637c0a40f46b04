//! The Member: a person in an Organization, with everything that is registered for them.

use crate::{
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
        /// Status of the Member.
        status: MemberStatus,
        /// Display name; may be empty.
        name: String,
        /// SSO connections that the Member has logged in through.
        sso_registrations: Vec<SsoRegistration>,
        /// Whether the Member can log in with any method, even one that the Organization doesn't
        /// allow: for emergencies.
        is_breakglass: bool,
        /// ID of the Member's password; empty if not set.
        member_password_id: String,
        /// OAuth providers that the Member has logged in through.
        oauth_registrations: Vec<OauthRegistration>,
        /// Whether the Member has verified the email address.
        email_address_verified: bool,
        /// Whether the Member has verified the phone number.
        mfa_phone_number_verified: bool,
        /// Whether the Member has the role `stytch_admin`.
        is_admin: bool,
        /// ID of the Member's authenticator app; empty if not set.
        totp_registration_id: String,
        /// Former email addresses, which no other Member of the Organization can use.
        retired_email_addresses: Vec<RetiredEmail>,
        /// Whether the Member is locked out after too many failed attempts.
        is_locked: bool,
        /// Whether the Member must use a second factor even if the Organization makes it optional.
        mfa_enrolled: bool,
        /// Phone number for passcodes, in E.164 format; empty if not set.
        mfa_phone_number: String,
        /// The second factor to ask for first; empty if not set.
        default_mfa_method: MfaMethod,
        /// Roles that the Member has, directly or through a rule.
        roles: Vec<MemberRole>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// When the Member was created.
        created_at?: Timestamp,
        /// When the Member was last changed.
        updated_at?: Timestamp,
        /// The SCIM connection that provisioned the Member.
        scim_registration?: ScimRegistration,
        /// The SCIM connection as a list, which some responses contain instead of
        /// `scim_registration`.
        scim_registrations: Vec<ScimRegistration>,
        /// Your own ID for the Member, which most calls accept in place of `member_id`.
        external_id?: String,
        /// When the Member was locked out.
        lock_created_at?: Timestamp,
        /// When the lock expires.
        lock_expires_at?: Timestamp,
    }
}

open_enum! {
    /// The status of a Member.
    MemberStatus {
        /// Has joined and can log in.
        Active = "active",
        /// Exists but has not logged in yet.
        Pending = "pending",
        /// Has been invited by email and has not accepted yet.
        Invited = "invited",
        /// Can no longer log in, and can be reactivated.
        Deleted = "deleted",
    }
}

open_enum! {
    /// Whether a Member must use a second factor.
    MfaEnrollment {
        /// Each later login requires a second factor.
        Enroll = "enroll",
        /// Logins require no second factor, unless the Organization requires it of everyone.
        Unenroll = "unenroll",
    }
}

open_enum! {
    /// How a Member verifies a new email address.
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
        /// Attributes of the Member at the identity provider.
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
        /// URL of the Member's picture at the provider.
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
        /// Attributes of the Member at the identity provider.
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
        /// ID of the role: one from your RBAC policy, or Stytch's `stytch_member` or
        /// `stytch_admin`.
        role_id: String,
        /// How the Member got it; there can be several sources.
        sources: Vec<MemberRoleSource>,
    }
}

object! {
    /// A source of a Member's role.
    MemberRoleSource {
        /// Which type of source it is.
        r#type: MemberRoleSourceType,
        /// Details that depend on the type, such as `email_domain`, `connection_id` or `group`.
        details?: Metadata,
    }
}

open_enum! {
    /// The sources that a Member's role can have.
    MemberRoleSourceType {
        /// Assigned to the Member directly.
        DirectAssignment = "direct_assignment",
        /// Granted by the domain of the Member's email address.
        EmailAssignment = "email_assignment",
        /// Granted by the SSO connection, in sessions that logged in through it.
        SsoConnection = "sso_connection",
        /// Granted by a group of the SSO connection, in sessions that logged in through it.
        SsoConnectionGroup = "sso_connection_group",
        /// Granted by a group of the SCIM connection.
        ScimConnectionGroup = "scim_connection_group",
    }
}
