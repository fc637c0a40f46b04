//! Passwords of Members.

pub mod discovery;
pub mod email;
pub mod existing_password;
pub mod sessions;

use crate::{
    b2b::{
        Argon2Config, DeviceInfo, Locale, LudsFeedback, Member, MemberSession, MfaRequired,
        Organization, PasswordHashType, PasswordStrengthPolicy, Pbkdf2Config, PrimaryRequired,
        SaltConfig, ScryptConfig, ZxcvbnFeedback,
    },
    endpoint, resource,
};

resource! {
    /// Passwords of Members.
    pub Passwords {
        endpoints: [AuthenticateRequest, MigrateRequest, StrengthCheckRequest],
        /// Passwords for logging in before an Organization is chosen.
        discovery: discovery::Discovery,
        /// New passwords, set through a link sent by email.
        email: email::Email,
        /// New passwords, set with the old one.
        existing_password: existing_password::ExistingPassword,
        /// New passwords, set by Members who are logged in.
        sessions: sessions::Sessions,
    }
}

endpoint! {
    /// Authenticates a Member's password and logs the Member in.
    ///
    /// Completes a login that requires another factor (`intermediate_session_token`), adds the
    /// factor to a session (`session_token` or `session_jwt`), or starts a new session. The login
    /// is incomplete if a second factor is required. Even a correct password is rejected, with
    /// error type `reset_password`, if it was found in a leak or a reset is required.
    #[docs = "https://stytch.com/docs/b2b/api/passwords-authenticate"]
    Passwords::authenticate: POST "/v1/b2b/passwords/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// The Member's password.
        password: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode message that is sent when a second factor is required; English
        /// when absent.
        locale?: Locale,
        /// Token of a login that requires another factor, to which this one is added.
        intermediate_session_token?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member after the call.
        member: Member,
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; absent when the login is
        /// complete.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says which
        /// factor is missing.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while another factor is required.
        member_session?: MemberSession,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Imports a Member's existing password by its hash.
    ///
    /// Creates the Member if the email address is new; the Member must not have a password yet. The
    /// address then counts as verified: don't migrate addresses that you have not verified
    /// yourself. If passwords are shared across Organizations, migrate the password for each
    /// Organization.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/passwords/migrate"]
    Passwords::migrate: POST "/v1/b2b/passwords/migrate";

    body {
        /// Email address of the Member.
        email_address: String,
        /// The hash; base64 for PBKDF2 and for scrypt with a `scrypt_config`.
        hash: Secret,
        /// How the password is hashed.
        hash_type: PasswordHashType,
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Salt of an MD5 hash; unsalted when absent.
        md_5_config?: SaltConfig,
        /// Parameters of an Argon2 hash; required if the hash is in hex and not encoded.
        argon_2_config?: Argon2Config,
        /// Salt of a SHA-1 hash; unsalted when absent.
        sha_1_config?: SaltConfig,
        /// Salt of a SHA-512 hash; unsalted when absent.
        sha_512_config?: SaltConfig,
        /// Parameters of an scrypt hash; required if the hash is not in PHC form.
        scrypt_config?: ScryptConfig,
        /// Parameters of a PBKDF2 hash; always required for such a hash.
        pbkdf_2_config?: Pbkdf2Config,
        /// Display name.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// IDs of the assigned roles, which replace the existing ones.
        roles?: Vec<String>,
        /// Whether to keep sessions that logged in through an SSO connection that grants a role
        /// removed by this call; by default they end.
        preserve_existing_sessions?: bool,
        /// Phone number for passcodes, in E.164 format.
        mfa_phone_number?: String,
        /// Whether the phone number counts as verified; set it only if you have verified the number
        /// yourself.
        set_phone_number_verified?: bool,
        /// Your own ID for the Member, unique within the Organization: up to 128 letters, digits
        /// and `._-|`. Ignored if the Member already exists.
        external_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the call created the Member.
        member_created: bool,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Checks whether a password is strong enough, and suggests improvements.
    ///
    /// Setting a password runs the same check. The rules are configured in the Stytch dashboard.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/passwords/strength-check"]
    #[retry(safe)]
    Passwords::strength_check: POST "/v1/b2b/passwords/strength_check";

    body {
        /// The password to check.
        password: Secret,
        /// Email address of the password's owner; when absent, a leaked password may pass here and
        /// be rejected later.
        email_address?: String,
    }

    response {
        /// Whether the password is strong enough to be set.
        valid_password: bool,
        /// Strength of the password according to zxcvbn: 0 to 4, and 3 or more is accepted.
        /// Meaningless under the LUDS policy.
        score: i32,
        /// Whether the password appears in a leak known to HaveIBeenPwned.
        breached_password: bool,
        /// Policy that the password was checked against.
        strength_policy: PasswordStrengthPolicy,
        /// Whether leaks are checked; if not, `breached_password` is always false.
        breach_detection_on_create: bool,
        /// Which requirements the password meets; present under the LUDS policy.
        luds_feedback?: LudsFeedback,
        /// Why the password is weak; present under the zxcvbn policy.
        zxcvbn_feedback?: ZxcvbnFeedback,
    }
}
