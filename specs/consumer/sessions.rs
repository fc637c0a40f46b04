//! Sessions of Users, and the keys that sign their JWTs.

use crate::{
    consumer::{AuthorizationCheck, AuthorizationVerdict, DeviceInfo, Jwk, Session, User},
    endpoint, resource,
};

resource! {
    /// Sessions of Users.
    pub Sessions {
        endpoints: [
            GetRequest,
            AuthenticateRequest,
            RevokeRequest,
            MigrateRequest,
            ExchangeAccessTokenRequest,
            GetJwksRequest,
            AttestRequest,
        ],
    }
}

endpoint! {
    /// Lists the active sessions of a User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/get-sessions"]
    Sessions::get: GET "/v1/sessions";

    query {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// The active sessions; empty when the User is not logged in.
        sessions: Vec<Session>,
    }
}

endpoint! {
    /// Authenticates a session, extends it if requested, and renews its JWT.
    ///
    /// Send either `session_token` or `session_jwt`. With an `authorization_check`, the call fails
    /// with status 403 if the User doesn't have the permission.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/authenticate-session"]
    #[retry(safe)]
    Sessions::authenticate: POST "/v1/sessions/authenticate";

    body {
        /// Token of the session to authenticate.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, the
        /// session is not extended.
        session_duration_minutes?: i32,
        /// JWT of the session to authenticate; it may be expired as long as the session is not.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// A permission that the User must have; no permission is checked when absent.
        authorization_check?: AuthorizationCheck,
    }

    response {
        /// The session, with its lifetime and factors.
        session!: Session,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The User of the session.
        user: User,
        /// Result of the permission check; present when an `authorization_check` was sent.
        verdict?: AuthorizationVerdict,
    }
}

endpoint! {
    /// Revokes a session.
    ///
    /// Send exactly one of the fields. Local verification accepts a JWT of the session until it
    /// expires, at most five minutes after it was issued.
    #[docs = "https://stytch.com/docs/api/session-revoke"]
    #[retry(safe)]
    Sessions::revoke: POST "/v1/sessions/revoke";

    body {
        /// ID of the session to revoke.
        session_id?: String,
        /// Token of the session to revoke.
        session_token?: Secret,
        /// JWT of the session to revoke.
        session_jwt?: Secret,
    }
}

endpoint! {
    /// Exchanges a session of another OIDC system for a Stytch session.
    ///
    /// Stytch calls that system's UserInfo endpoint, which you configure in the dashboard, and
    /// looks the User up by the email address in the response. The User must already exist.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/migrate-session"]
    Sessions::migrate: POST "/v1/sessions/migrate";

    body {
        /// Token of the session at the other system, as its UserInfo endpoint accepts it.
        session_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). No session is started
        /// when absent.
        session_duration_minutes?: i32,
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
    /// Exchanges a Connected App's access token for a session of the User who granted it.
    ///
    /// The token requires the scope `full_access` and must be at most five minutes old.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/exchange-access-token"]
    Sessions::exchange_access_token: POST "/v1/sessions/exchange_access_token";

    body {
        /// The access token of the Connected App.
        access_token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). No session is started
        /// when absent.
        session_duration_minutes?: i32,
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
    /// Reads the public keys that sign the project's session JWTs.
    ///
    /// Keys rotate: for a while, both the old and the new key are listed. Cache the keys, and read
    /// them again when a JWT names an unknown one.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/get-jwks"]
    Sessions::get_jwks: GET "/v1/sessions/jwks/{project_id}";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    response {
        /// The active keys, as in RFC 7517.
        keys!: Vec<Jwk>,
    }
}

endpoint! {
    /// Exchanges a token from an issuer that you trust for a session.
    ///
    /// The issuer's profile in the dashboard sets its keys and the claims that identify the User.
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/sessions/attest-session"]
    Sessions::attest: POST "/v1/sessions/attest";

    body {
        /// ID of the Trusted Auth Token profile.
        profile_id: String,
        /// The token that the issuer signed.
        token: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
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
