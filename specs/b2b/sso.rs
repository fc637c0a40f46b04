//! Single sign-on: Members log in with their Organization's own identity provider.

pub mod external;
pub mod oidc;
pub mod saml;

use crate::{
    MemberCredential, Metadata, Secret,
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
        /// Connections by OIDC.
        oidc: oidc::Oidc,
        /// Connections by SAML.
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
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// The connections by SAML.
        saml_connections: Vec<SamlConnection>,
        /// The connections by OIDC.
        oidc_connections: Vec<OidcConnection>,
        /// The connections that another Organization owns.
        external_connections: Vec<ExternalConnection>,
    }
}

endpoint! {
    /// Deletes an SSO connection of any kind.
    ///
    /// Nobody can log in through it any more.
    #[docs = "https://stytch.com/docs/b2b/api/delete-sso-connection"]
    Sso::delete_connection: DELETE "/v1/b2b/sso/{organization_id}/connections/{connection_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the SSO connection.
        connection_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the SSO connection.
        connection_id!: String,
    }
}

endpoint! {
    /// Takes the token that came back from an identity provider and logs the Member in.
    ///
    /// The token is used up. Who is no Member yet becomes one, where the Organization's rules let
    /// them join by SSO. With the token or JWT of a session, the factor is added to that session
    /// and no second factor is asked for.
    #[docs = "https://stytch.com/docs/b2b/api/sso-authenticate"]
    Sso::authenticate: POST "/v1/b2b/sso/authenticate";

    body {
        /// Token that the redirect brought, its `token` parameter.
        sso_token: Secret,
        /// PKCE verifier; required when its challenge was sent as the login began.
        pkce_code_verifier?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
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
        /// Whether the Member's other sessions must end. Stytch has ended its own; end those that
        /// you keep yourself.
        reset_session: bool,
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
