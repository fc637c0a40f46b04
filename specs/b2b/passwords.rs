//! Passwords: what a Member logs in with from memory.

pub mod discovery;
pub mod email;
pub mod existing_password;
pub mod sessions;

use crate::{
    Metadata, Secret,
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
        /// Passwords of people whose Organization is not known yet.
        discovery: discovery::Discovery,
        /// New passwords, set by a link sent by email.
        email: email::Email,
        /// New passwords, set by giving the old one.
        existing_password: existing_password::ExistingPassword,
        /// New passwords, set by Members who are logged in.
        sessions: sessions::Sessions,
    }
}

endpoint! {
    /// Checks a Member's password and logs the Member in.
    ///
    /// Completes a login that stopped at another factor (`intermediate_session_token`), adds the
    /// factor to a session (`session_token` or `session_jwt`), or starts one. The login stops when
    /// a second factor is lacking. A right password can be refused too, with the error type
    /// `reset_password`: when it has been found in a leak, or a reset has been required.
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
        /// Language of the passcode that is sent to the Member when a second factor is lacking;
        /// English when absent.
        locale?: Locale,
        /// Token of a login that still lacks a factor, to add this one to.
        intermediate_session_token?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member as the call left it.
        member: Member,
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while the login lacks a factor.
        member_session?: MemberSession,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Gives a Member the password that they have elsewhere, by its hash.
    ///
    /// Creates the Member if there is none with the email address; the Member must not have a
    /// password yet. The address counts as verified from then on: don't migrate addresses that you
    /// have not verified yourself. Where people have one password for all their Organizations,
    /// migrate it for each of them.
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
        /// How an MD5 hash is salted; not at all when absent.
        md_5_config?: SaltConfig,
        /// Parameters of an Argon2 hash; needed where the hash is in hex and not encoded.
        argon_2_config?: Argon2Config,
        /// How a SHA-1 hash is salted; not at all when absent.
        sha_1_config?: SaltConfig,
        /// How a SHA-512 hash is salted; not at all when absent.
        sha_512_config?: SaltConfig,
        /// Parameters of an scrypt hash; needed where the hash is not in PHC form.
        scrypt_config?: ScryptConfig,
        /// Parameters of a PBKDF2 hash, which needs them always.
        pbkdf_2_config?: Pbkdf2Config,
        /// Name to show.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// IDs of the assigned roles, in place of those assigned so far.
        roles?: Vec<String>,
        /// Whether to keep sessions that logged in through an SSO connection which also brings a
        /// role that is taken away here; by default they end.
        preserve_existing_sessions?: bool,
        /// Phone number for passcodes, in E.164 format.
        mfa_phone_number?: String,
        /// Whether the phone number counts as verified: only if you have verified it yourself.
        set_phone_number_verified?: bool,
        /// Your own ID of the Member, unique within the Organization: up to 128 letters, digits and
        /// `._-|`. Ignored where the Member exists already.
        external_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the Member is new.
        member_created: bool,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Tells whether a password is good enough, and what would make it better.
    ///
    /// Setting a password checks the same. By which rules is set in the Stytch dashboard.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/passwords/strength-check"]
    #[retry(safe)]
    Passwords::strength_check: POST "/v1/b2b/passwords/strength_check";

    body {
        /// The password to judge.
        password: Secret,
        /// Email address of whoever it is for; when absent, leaked passwords may pass here that
        /// are refused later.
        email_address?: String,
    }

    response {
        /// Whether it is good enough to be set.
        valid_password: bool,
        /// How strong zxcvbn finds it: 0 to 4, and 3 or more is good enough. It says nothing under
        /// the LUDS policy.
        score: i32,
        /// Whether it has been found in a leak, as HaveIBeenPwned knows.
        breached_password: bool,
        /// By which rules it was judged.
        strength_policy: PasswordStrengthPolicy,
        /// Whether leaks are looked at; if not, `breached_password` is always false.
        breach_detection_on_create: bool,
        /// What it has and lacks; there under the LUDS policy.
        luds_feedback?: LudsFeedback,
        /// What makes it weak; there under the zxcvbn policy.
        zxcvbn_feedback?: ZxcvbnFeedback,
    }
}
