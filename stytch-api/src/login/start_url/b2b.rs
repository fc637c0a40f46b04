//! Logins of Members that begin in the browser.

use crate::{
    Resource, Secret,
    b2b::{
        oauth::{Oauth, discovery::Discovery},
        sso::Sso,
    },
    login::start_url::{Parameters, Spaces, StartUrlError, Value, encode_provider},
    open_enum,
};

open_enum! {
    /// The OAuth providers that a Member can log in with.
    Provider {
        /// GitHub.
        Github = "github",
        /// Google.
        Google = "google",
        /// HubSpot.
        Hubspot = "hubspot",
        /// Microsoft.
        Microsoft = "microsoft",
        /// Slack.
        Slack = "slack",
    }
}

impl Oauth<'_> {
    /// The address where a login to an Organization begins, with an account at a [`Provider`] such as
    /// `"google"`. Name the Organization on what this returns, by ID or slug.
    pub fn start_url(
        self,
        provider: impl Into<Provider>,
        public_token: impl Into<String>,
    ) -> OauthStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        OauthStartUrl { provider: provider.into(), organization: None, parameters }
    }
}

impl Discovery<'_> {
    /// The address where a login begins whose Organization is picked afterwards, with an account at a
    /// [`Provider`] such as `"google"`.
    pub fn start_url(
        self,
        provider: impl Into<Provider>,
        public_token: impl Into<String>,
    ) -> DiscoveryStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        DiscoveryStartUrl { provider: provider.into(), parameters }
    }
}

impl Sso<'_> {
    /// The address where a login through an SSO connection begins.
    pub fn start_url(
        self,
        connection_id: impl Into<String>,
        public_token: impl Into<String>,
    ) -> SsoStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        let connection = Value::Text(connection_id.into());
        SsoStartUrl { parameters: parameters.with("connection_id", connection) }
    }

    /// The address where a login through an Organization's default SSO connection begins. The Organization
    /// is named by its ID or external ID.
    pub fn default_start_url(
        self,
        organization_id: impl Into<String>,
        public_token: impl Into<String>,
    ) -> SsoStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        let organization = Value::Text(organization_id.into());
        SsoStartUrl { parameters: parameters.with("organization_id", organization) }
    }
}

/// The address where an OAuth login to an Organization begins; from [`Oauth::start_url`].
///
/// The login comes back with a token for [`Oauth::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct OauthStartUrl {
    provider: Provider,
    organization: Option<Organization>,
    parameters: Parameters,
}

#[derive(Clone, Debug)]
enum Organization {
    Id(String),
    Slug(String),
}

impl OauthStartUrl {
    /// Names the Organization by its ID, in place of a slug.
    pub fn organization_id(mut self, organization_id: impl Into<String>) -> Self {
        self.organization = Some(Organization::Id(organization_id.into()));
        self
    }

    /// Names the Organization by its slug, in place of an ID.
    pub fn slug(mut self, slug: impl Into<String>) -> Self {
        self.organization = Some(Organization::Slug(slug.into()));
        self
    }

    /// Sets where the browser comes back to, for someone who is a Member: one of the project's login URLs. The
    /// project's default when absent.
    pub fn login_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("login_redirect_url", url);
        self
    }

    /// Sets where the browser comes back to, for someone who becomes a Member by this login: one of the
    /// project's signup URLs. The project's default when absent.
    pub fn signup_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("signup_redirect_url", url);
        self
    }

    /// Asks the provider for these scopes beside those that Stytch asks for.
    pub fn custom_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.parameters = self.parameters.with_scopes(scopes);
        self
    }

    /// Hands a parameter on to the provider: `("login_hint", …)` becomes `provider_login_hint`.
    pub fn provider_parameter(mut self, name: &str, value: impl Into<Secret>) -> Self {
        self.parameters = self.parameters.with_provider_parameter(name, value.into());
        self
    }

    /// Sets the challenge of a [`Pkce`](crate::login::pkce::Pkce), whose verifier must then end the login.
    pub fn pkce_code_challenge(mut self, challenge: impl Into<String>) -> Self {
        let challenge = Value::Challenge(challenge.into());
        self.parameters = self.parameters.with("pkce_code_challenge", challenge);
        self
    }

    /// The address.
    ///
    /// # Errors
    /// [`StartUrlError`] when neither ID nor slug names the Organization, and when a value cannot be meant.
    pub fn build(self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        let parameters = match self.organization {
            Some(Organization::Id(id)) => self.parameters.with("organization_id", Value::Text(id)),
            Some(Organization::Slug(slug)) => self.parameters.with("slug", Value::Text(slug)),
            None => {
                return Err(StartUrlError::new(
                    "organization_id",
                    "the login needs an Organization; call `organization_id` or `slug`, or begin at \
                     `oauth().discovery()` where it is picked afterwards",
                ));
            }
        };
        parameters.build(&format!("/v1/b2b/public/oauth/{provider}/start"), Spaces::Percent)
    }
}

/// The address where an OAuth login begins whose Organization is picked afterwards; from
/// [`Discovery::start_url`].
///
/// The login comes back with a token for [`Discovery::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct DiscoveryStartUrl {
    provider: Provider,
    parameters: Parameters,
}

impl DiscoveryStartUrl {
    /// Sets where the browser comes back to: one of the project's discovery URLs. The project's default when
    /// absent.
    pub fn discovery_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("discovery_redirect_url", url);
        self
    }

    /// Asks the provider for these scopes beside those that Stytch asks for.
    pub fn custom_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.parameters = self.parameters.with_scopes(scopes);
        self
    }

    /// Hands a parameter on to the provider: `("login_hint", …)` becomes `provider_login_hint`.
    pub fn provider_parameter(mut self, name: &str, value: impl Into<Secret>) -> Self {
        self.parameters = self.parameters.with_provider_parameter(name, value.into());
        self
    }

    /// Sets the challenge of a [`Pkce`](crate::login::pkce::Pkce), whose verifier must then end the login.
    pub fn pkce_code_challenge(mut self, challenge: impl Into<String>) -> Self {
        let challenge = Value::Challenge(challenge.into());
        self.parameters = self.parameters.with("pkce_code_challenge", challenge);
        self
    }

    /// The address.
    ///
    /// # Errors
    /// [`StartUrlError`] when a value cannot be meant.
    pub fn build(self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        let path = format!("/v1/b2b/public/oauth/{provider}/discovery/start");
        self.parameters.build(&path, Spaces::Percent)
    }
}

/// The address where a login by SSO begins; from [`Sso::start_url`] and [`Sso::default_start_url`].
///
/// The login comes back with a token for [`Sso::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct SsoStartUrl {
    parameters: Parameters,
}

impl SsoStartUrl {
    /// Sets where the browser comes back to, for someone who is a Member: one of the project's login URLs. The
    /// project's default when absent.
    pub fn login_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("login_redirect_url", url);
        self
    }

    /// Sets where the browser comes back to, for someone who becomes a Member by this login: one of the
    /// project's signup URLs. The project's default when absent.
    pub fn signup_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("signup_redirect_url", url);
        self
    }

    /// Asks the identity provider for these scopes beside those of the connection; by OIDC alone.
    pub fn custom_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.parameters = self.parameters.with_scopes(scopes);
        self
    }

    /// Sets the challenge of a [`Pkce`](crate::login::pkce::Pkce), whose verifier must then end the login.
    pub fn pkce_code_challenge(mut self, challenge: impl Into<String>) -> Self {
        let challenge = Value::Challenge(challenge.into());
        self.parameters = self.parameters.with("pkce_code_challenge", challenge);
        self
    }

    /// The address.
    ///
    /// # Errors
    /// [`StartUrlError`] when a value cannot be meant.
    pub fn build(self) -> Result<String, StartUrlError> {
        self.parameters.build("/v1/public/sso/start", Spaces::Plus)
    }
}
