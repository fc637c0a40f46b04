//! Sessions: how long a Member stays logged in, and the keys that sign their JWTs.

use crate::{
    MemberCredential, Metadata, Secret,
    b2b::{AuthorizationCheck, AuthorizationVerdict, Jwk, Member, MemberSession, Organization},
    endpoint, resource,
};

resource! {
    /// Logins of Members.
    pub Sessions {
        endpoints: [GetRequest, AuthenticateRequest, RevokeRequest, GetJwksRequest],
    }
}

endpoint! {
    /// Lists the sessions that a Member has open.
    Sessions::get: GET "/v1/b2b/sessions";

    query {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// The open sessions; empty when the Member is logged in nowhere.
        member_sessions: Vec<MemberSession>,
    }
}

endpoint! {
    /// Tells whether a session is still good, prolongs it if asked, and renews its JWT.
    ///
    /// Send either `session_token` or `session_jwt`. With an `authorization_check`, a Member who
    /// lacks the permission is refused with status 403.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/authenticate-session"]
    #[retry(safe)]
    Sessions::authenticate: POST "/v1/b2b/sessions/authenticate";

    body {
        /// Token of the session.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, the
        /// session ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of the session; it may have expired as long as the session has not.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// A permission that the Member must have; nothing is checked when absent.
        authorization_check?: AuthorizationCheck,
    }

    response {
        /// The session, with its lifetime and factors.
        member_session!: MemberSession,
        /// Token of the session.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The Member whose session it is.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// How the Member came by the permission; there when an `authorization_check` was sent.
        verdict?: AuthorizationVerdict,
    }
}

endpoint! {
    /// Ends one session, or every session of a Member.
    ///
    /// Send one of the fields and no more. A JWT that is checked without asking Stytch passes until
    /// it expires, five minutes after it was issued at the latest.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/revoke-session"]
    Sessions::revoke: POST "/v1/b2b/sessions/revoke";

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// ID of the session to end.
        member_session_id?: String,
        /// Token of the session to end.
        session_token?: Secret,
        /// JWT of the session to end.
        session_jwt?: Secret,
        /// ID of the Member whose sessions all end.
        member_id?: String,
    }
}

endpoint! {
    /// Reads the public keys that sign the project's session JWTs.
    ///
    /// Keys rotate: for a while the old and the new one are both listed. Cache them, and read
    /// again when a JWT names a key that is not among them.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/sessions/get-jwks"]
    Sessions::get_jwks: GET "/v1/b2b/sessions/jwks/{project_id}";

    path {
        /// The project's ID, as used to build the client.
        project_id: String,
    }

    response {
        /// The keys in use, as in RFC 7517.
        keys!: Vec<Jwk>,
    }
}
