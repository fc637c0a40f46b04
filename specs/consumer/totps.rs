//! Authenticator apps: time-based one-time passcodes (TOTP) as a User's second factor.

use crate::{
    consumer::{DeviceInfo, Session, User},
    endpoint, object, resource,
};

resource! {
    /// Authenticator apps (TOTP) of Users.
    pub Totps {
        endpoints: [CreateRequest, AuthenticateRequest, RecoveryCodesRequest, RecoverRequest],
    }
}

endpoint! {
    /// Creates an authenticator for a User, who sets it up by scanning the QR code.
    ///
    /// The authenticator becomes active once its first passcode is authenticated.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/totp/create"]
    Totps::create: POST "/v1/totps";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// Minutes within which the first passcode must be authenticated: 5 to 1440 (a day), by
        /// default 1440.
        expiration_minutes?: i32,
    }

    response {
        /// ID of the new authenticator.
        totp_id!: String,
        /// The secret that the app and Stytch share, base32, to enter by hand instead of scanning.
        secret!: Secret,
        /// The QR code to scan, an image in base64; it contains the secret.
        qr_code!: Secret,
        /// Codes that replace a lost authenticator, each usable once; show them to the User.
        recovery_codes: Vec<Secret>,
        /// The User after the call.
        user: User,
        /// ID of the User.
        user_id!: String,
    }
}

endpoint! {
    /// Authenticates a passcode from a User's authenticator and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api/totp-authenticate"]
    Totps::authenticate: POST "/v1/totps/authenticate";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// The six-digit passcode that the app shows.
        totp_code: Secret,
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
        /// ID of the authenticator that the passcode is from.
        totp_id!: String,
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
    /// Reads a User's unused recovery codes.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/totp/get-recovery-codes"]
    #[retry(safe)]
    Totps::recovery_codes: POST "/v1/totps/recovery_codes";

    body {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User's authenticators, each with its codes.
        totps: Vec<Totp>,
    }
}

endpoint! {
    /// Authenticates a recovery code and logs the User in.
    ///
    /// The code is consumed. Adds the factor to a session (`session_token` or `session_jwt`), or
    /// starts a new session.
    #[docs = "https://stytch.com/docs/api/totp-recover"]
    Totps::recover: POST "/v1/totps/recover";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// One of the User's unused codes.
        recovery_code: Secret,
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
        /// ID of the authenticator that the code replaces.
        totp_id!: String,
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

object! {
    /// An authenticator app of a User, with its recovery codes.
    Totp {
        /// ID of the authenticator.
        totp_id: String,
        /// Whether the User has authenticated a passcode from it.
        verified: bool,
        /// The unused codes, each usable once.
        recovery_codes: Vec<Secret>,
    }
}
