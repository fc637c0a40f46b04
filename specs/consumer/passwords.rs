//! Passwords: what a User logs in with from memory.

pub mod email;
pub mod existing_password;
pub mod sessions;

use crate::{
    Metadata, Secret,
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
        /// New passwords, set by a link sent by email.
        email: email::Email,
        /// New passwords, set by giving the old one.
        existing_password: existing_password::ExistingPassword,
        /// New passwords, set by Users who are logged in.
        sessions: sessions::Sessions,
    }
}

endpoint! {
    /// Creates a User with a password.
    ///
    /// An email address that a User already has is refused.
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
        /// Your own data, which the User can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Name to show.
        name?: UserName,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The new User.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Checks a User's password and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts one. A right
    /// password can be refused too, with the error type `reset_password`: when it has been found in
    /// a leak, or somebody else may have set it before the email address was verified.
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
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Gives a User the password that they have elsewhere, by its hash.
    ///
    /// Creates the User if there is none with the email address; the User must not have a password
    /// yet.
    #[docs = "https://stytch.com/docs/api/password-migrate"]
    Passwords::migrate: POST "/v1/passwords/migrate";

    body {
        /// Email address of the User.
        email: String,
        /// The hash; base64 for PBKDF2 and for scrypt with a `scrypt_config`.
        hash: Secret,
        /// How the password is hashed.
        hash_type: PasswordHashType,
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
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Whether the email address counts as verified: only if you have verified it yourself, or
        /// two people may end up as one User.
        set_email_verified?: bool,
        /// Name to show.
        name?: UserName,
        /// Phone number, in E.164 format.
        phone_number?: String,
        /// Whether the phone number counts as verified: only if you have verified it yourself, or
        /// two people may end up as one User.
        set_phone_number_verified?: bool,
        /// Your own ID of the User, unique within the project: up to 128 letters, digits and
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
        /// Whether the User is new.
        user_created: bool,
        /// The User as the call left it.
        user: User,
    }
}

endpoint! {
    /// Tells whether a password is good enough, and what would make it better.
    ///
    /// Setting a password checks the same. By which rules is set in the Stytch dashboard.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passwords/strength-check"]
    #[retry(safe)]
    Passwords::strength_check: POST "/v1/passwords/strength_check";

    body {
        /// The password to judge.
        password: Secret,
        /// Email address of whoever it is for; when absent, leaked passwords may pass here that are
        /// refused later.
        email?: String,
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
        /// What makes it weak, and what it lacks.
        feedback?: PasswordFeedback,
    }
}
