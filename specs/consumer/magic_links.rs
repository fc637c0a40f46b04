//! Magic links: Users log in by opening a link that only they received.

pub mod email;

use crate::{
    consumer::{Attributes, DeviceInfo, MatchOptions, Session, User},
    endpoint, resource,
};

resource! {
    /// Logins with a link.
    pub MagicLinks {
        endpoints: [CreateRequest, AuthenticateRequest],
        /// Links that Stytch sends by email.
        email: email::Email,
    }
}

endpoint! {
    /// Creates the token of a link that you deliver yourself.
    ///
    /// Anyone who opens the link is logged in: deliver it through a channel that you know belongs
    /// to the User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/embeddable/create"]
    MagicLinks::create: POST "/v1/magic_links";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 60.
        expiration_minutes?: i32,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The token to put into the link.
        token!: Secret,
    }
}

endpoint! {
    /// Authenticates the token of a magic link and logs the User in.
    ///
    /// The token is consumed; a pending User becomes active. With the token or JWT of a session,
    /// the factor is added to that session.
    #[docs = "https://stytch.com/docs/api/authenticate-magic-link"]
    MagicLinks::authenticate: POST "/v1/magic_links/authenticate";

    body {
        /// The `token` parameter of the link.
        token: Secret,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// What must be the same as when the link was requested; nothing when absent.
        options?: MatchOptions,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// PKCE verifier; required when the login started with its challenge.
        code_verifier?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address that the link was sent to, or of the link itself if you
        /// delivered it.
        method_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// Whether the User's other sessions must end. Stytch has revoked its own; revoke any that
        /// you manage yourself.
        reset_sessions: bool,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
