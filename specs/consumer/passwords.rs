//! Passwords of Users.

pub mod email;
pub mod existing_password;
pub mod sessions;

use crate::{
    consumer::{
        Argon2Config, DeviceInfo, PasswordFeedback, PasswordHashType, PasswordStrengthPolicy,
        Pbkdf2Config, SaltConfig, ScryptConfig, Session, User, UserName,
    },
    endpoint, resource,
};

resource! {
    /// Passwords of Users.
    pub Passwords {
        endpoints: [CreateRequest, AuthenticateRequest, MigrateRequest, StrengthCheckRequest],
        /// New passwords, set through a link sent by email.
        email: email::Email,
        /// New passwords, set with the old one.
        existing_password: existing_password::ExistingPassword,
        /// New passwords, set by Users who are logged in.
        sessions: sessions::Sessions,
    }
}

endpoint! {
    /// Creates a User with a password.
    ///
    /// The call fails if a User already has the email address.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passwords/create"]
    Passwords::create: POST "/v1/passwords";

    body {
        /// Email address of the User.
        email: String,
        /// The password; it must pass the strength check.
        password: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Display name.
        name?: UserName,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The new User.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Authenticates a User's password and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    /// Even a correct password is rejected, with error type `reset_password`, if it was found in a
    /// leak or someone else may have set it before the email address was verified.
    #[docs = "https://stytch.com/docs/api/password-authenticate"]
    Passwords::authenticate: POST "/v1/passwords/authenticate";

    body {
        /// Email address of the User.
        email: String,
        /// The User's password.
        password: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Imports a User's existing password by its hash.
    ///
    /// Creates the User if the email address is new; the User must not have a password yet.
    #[docs = "https://stytch.com/docs/api/password-migrate"]
    Passwords::migrate: POST "/v1/passwords/migrate";

    body {
        /// Email address of the User.
        email: String,
        /// The hash; base64 for PBKDF2 and for scrypt with a `scrypt_config`.
        hash: Secret,
        /// How the password is hashed.
        hash_type: PasswordHashType,
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
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Whether the email address counts as verified. Set it only if you have verified the
        /// address yourself; otherwise two people may end up as one User.
        set_email_verified?: bool,
        /// Display name.
        name?: UserName,
        /// Phone number, in E.164 format.
        phone_number?: String,
        /// Whether the phone number counts as verified. Set it only if you have verified the number
        /// yourself; otherwise two people may end up as one User.
        set_phone_number_verified?: bool,
        /// Your own ID for the User, unique within the project: up to 128 letters, digits and
        /// `._-|`.
        external_id?: String,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
        /// Whether the call created the User.
        user_created: bool,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Checks whether a password is strong enough, and suggests improvements.
    ///
    /// Setting a password runs the same check. The rules are configured in the Stytch dashboard.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passwords/strength-check"]
    #[retry(safe)]
    Passwords::strength_check: POST "/v1/passwords/strength_check";

    body {
        /// The password to check.
        password: Secret,
        /// Email address of the password's owner; when absent, a leaked password may pass here and
        /// be rejected later.
        email?: String,
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
        /// Why the password is weak, and which requirements it doesn't meet.
        feedback?: PasswordFeedback,
    }
}
