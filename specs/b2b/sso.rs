//! Single sign-on: Members log in with their Organization's own identity provider.

pub mod external;
pub mod oidc;
pub mod saml;

use crate::{
    MemberCredential,
    b2b::{
        DeviceInfo, ExternalConnection, Locale, Member, MemberSession, MfaRequired, OidcConnection,
        Organization, PrimaryRequired, SamlConnection,
    },
    endpoint, resource,
};

resource! {
    /// Logins with an Organization's own identity provider.
    pub Sso {
        endpoints: [GetConnectionsRequest, DeleteConnectionRequest, AuthenticateRequest],
        /// Connections that another Organization owns.
        external: external::External,
        /// OIDC connections.
        oidc: oidc::Oidc,
        /// SAML connections.
        saml: saml::Saml,
    }
}

endpoint! {
    /// Lists the SSO connections of an Organization.
    #[docs = "https://stytch.com/docs/b2b/api/get-sso-connections"]
    Sso::get_connections: GET "/v1/b2b/sso/{organization_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// The connections over SAML.
        saml_connections: Vec<SamlConnection>,
        /// The connections over OIDC.
        oidc_connections: Vec<OidcConnection>,
        /// The connections that another Organization owns.
        external_connections: Vec<ExternalConnection>,
    }
}

endpoint! {
    /// Deletes an SSO connection of any kind.
    ///
    /// No one can log in through it afterwards.
    #[docs = "https://stytch.com/docs/b2b/api/delete-sso-connection"]
    Sso::delete_connection: DELETE "/v1/b2b/sso/{organization_id}/connections/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the SSO connection.
        connection_id!: String,
    }
}

endpoint! {
    /// Authenticates the token of an SSO redirect and logs the Member in.
    ///
    /// The token is consumed. A person who is not a Member yet becomes one if the Organization's
    /// rules allow joining through SSO. With the token or JWT of a session, the factor is added to
    /// that session and no second factor is required.
    #[docs = "https://stytch.com/docs/b2b/api/sso-authenticate"]
    Sso::authenticate: POST "/v1/b2b/sso/authenticate";

    body {
        /// The `token` parameter of the redirect URL.
        sso_token: Secret,
        /// PKCE verifier; required when the login started with its challenge.
        pkce_code_verifier?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
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
        /// Whether the Member's other sessions must end. Stytch has revoked its own; revoke any
        /// that you manage yourself.
        reset_session: bool,
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
