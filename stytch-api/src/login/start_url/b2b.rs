//! Start URLs of B2B logins.

use crate::{
    Resource, Secret,
    b2b::{
        oauth::{Oauth, discovery::Discovery},
        sso::Sso,
    },
    login::start_url::{
        StartUrlError, encode_provider,
        parameters::{Parameters, Value, parameter_setters},
    },
    open_enum,
};

open_enum! {
    /// An OAuth provider that a Member can log in with.
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
    /// Builds the start URL of an OAuth login to an Organization, with a [`Provider`] such as `"google"`.
    ///
    /// Set the Organization with [`organization_id`](OauthStartUrl::organization_id) or
    /// [`slug`](OauthStartUrl::slug).
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
    /// Builds the start URL of an OAuth login with a [`Provider`] such as `"google"`, after which the user
    /// chooses an Organization.
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
    /// Builds the start URL of a login through an SSO connection.
    pub fn start_url(
        self,
        connection_id: impl Into<String>,
        public_token: impl Into<String>,
    ) -> SsoStartUrl {
        let mut parameters = Parameters::new(self.client(), public_token.into());
        parameters.set("connection_id", Value::Text(connection_id.into()));
        SsoStartUrl { parameters }
    }

    /// Builds the start URL of a login through the default SSO connection of an Organization, given its ID
    /// or external ID.
    pub fn default_start_url(
        self,
        organization_id: impl Into<String>,
        public_token: impl Into<String>,
    ) -> SsoStartUrl {
        let mut parameters = Parameters::new(self.client(), public_token.into());
        parameters.set("organization_id", Value::Text(organization_id.into()));
        SsoStartUrl { parameters }
    }
}

/// The start URL of an OAuth login to an Organization; created by [`Oauth::start_url`].
///
/// Complete the login with [`Oauth::authenticate`].
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
    /// Sets the Organization by its ID; replaces a slug.
    pub fn organization_id(mut self, organization_id: impl Into<String>) -> Self {
        self.organization = Some(Organization::Id(organization_id.into()));
        self
    }

    /// Sets the Organization by its slug; replaces an ID.
    pub fn slug(mut self, slug: impl Into<String>) -> Self {
        self.organization = Some(Organization::Slug(slug.into()));
        self
    }

    parameter_setters!(redirect_urls);
    parameter_setters!(provider_options);
    parameter_setters!(challenge: pkce_code_challenge);

    /// Returns the URL.
    ///
    /// # Errors
    /// [`StartUrlError`] if a value is invalid or no Organization is set.
    pub fn build(mut self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        match self.organization {
            Some(Organization::Id(id)) => self.parameters.set("organization_id", Value::Text(id)),
            Some(Organization::Slug(slug)) => self.parameters.set("slug", Value::Text(slug)),
            None => {
                return Err(StartUrlError::new(
                    "organization_id",
                    "no Organization is set; call `organization_id` or `slug`, or start the login with \
                     `oauth().discovery()` to let the user choose one",
                ));
            }
        }
        self.parameters.oauth_url(&format!("/v1/b2b/public/oauth/{provider}/start"))
    }
}

/// The start URL of an OAuth login after which the user chooses an Organization; created by
/// [`Discovery::start_url`].
///
/// Complete the login with [`Discovery::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct DiscoveryStartUrl {
    provider: Provider,
    parameters: Parameters,
}

impl DiscoveryStartUrl {
    /// Sets the URL to return to: one of the project's discovery redirect URLs. If not set, Stytch uses the
    /// project's default one.
    pub fn discovery_redirect_url(mut self, url: impl Into<String>) -> Self {
        self.parameters.set("discovery_redirect_url", Value::RedirectUrl(url.into()));
        self
    }

    parameter_setters!(provider_options);
    parameter_setters!(challenge: pkce_code_challenge);

    /// Returns the URL.
    ///
    /// # Errors
    /// [`StartUrlError`] if a value is invalid.
    pub fn build(self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        self.parameters.oauth_url(&format!("/v1/b2b/public/oauth/{provider}/discovery/start"))
    }
}

/// The start URL of an SSO login; created by [`Sso::start_url`] and [`Sso::default_start_url`].
///
/// Complete the login with [`Sso::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct SsoStartUrl {
    parameters: Parameters,
}

impl SsoStartUrl {
    /// Requests these scopes from the identity provider, in addition to those of the connection. For
    /// OIDC connections only.
    pub fn custom_scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.parameters.set_scopes(scopes);
        self
    }

    parameter_setters!(redirect_urls);
    parameter_setters!(challenge: pkce_code_challenge);

    /// Returns the URL.
    ///
    /// # Errors
    /// [`StartUrlError`] if a value is invalid.
    pub fn build(self) -> Result<String, StartUrlError> {
        self.parameters.sso_url("/v1/public/sso/start")
    }
}
