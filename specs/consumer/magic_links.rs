//! Magic links: Users log in by opening a link that only they can have got.

pub mod email;

use crate::{
    Metadata, Secret,
    consumer::{Attributes, DeviceInfo, MatchOptions, Session, User},
    endpoint, resource,
};

resource! {
    /// Logins by opening a link.
    pub MagicLinks {
        endpoints: [CreateRequest, AuthenticateRequest],
        /// Links that Stytch sends by email.
        email: email::Email,
    }
}

endpoint! {
    /// Mints the token of a link that you deliver yourself.
    ///
    /// Whoever opens the link is logged in: deliver it on a channel that you know to be the User's.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/embeddable/create"]
    MagicLinks::create: POST "/v1/magic_links";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 60.
        expiration_minutes?: i32,
        /// Where the User is, as your backend sees it; helps to detect fraud.
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
    /// Takes the token of a magic link and logs the User in.
    ///
    /// The token is used up; a pending User becomes active. With the token or JWT of a session, the
    /// factor is added to that session.
    #[docs = "https://stytch.com/docs/api/authenticate-magic-link"]
    MagicLinks::authenticate: POST "/v1/magic_links/authenticate";

    body {
        /// Token of the link, its `token` parameter.
        token: Secret,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// What must be as it was when the link was asked for; nothing when absent.
        options?: MatchOptions,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// PKCE verifier; required when its challenge was sent as the login began.
        code_verifier?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of what the link proved: of the email address that it went to, or of the link itself
        /// if you delivered it.
        method_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// Whether the User's other sessions must end. Stytch has ended its own; end those that you
        /// keep yourself.
        reset_sessions: bool,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}
