//! Start URLs of consumer logins.

use crate::{
    Resource, Secret,
    consumer::oauth::{Oauth, Provider},
    login::start_url::{
        StartUrlError, encode_provider,
        parameters::{Parameters, Value, parameter_setters},
    },
};

impl Oauth<'_> {
    /// Builds the start URL of an OAuth login with a [`Provider`] such as `"google"`.
    pub fn start_url(
        self,
        provider: impl Into<Provider>,
        public_token: impl Into<String>,
    ) -> OauthStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        OauthStartUrl { provider: provider.into(), parameters }
    }
}

/// The start URL of a User's OAuth login; created by [`Oauth::start_url`].
///
/// Complete the login with [`Oauth::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct OauthStartUrl {
    provider: Provider,
    parameters: Parameters,
}

impl OauthStartUrl {
    parameter_setters!(redirect_urls);
    parameter_setters!(provider_options);
    parameter_setters!(challenge: code_challenge);

    /// Adds the provider's account to an existing User, with the token that [`Oauth::attach`] returned for
    /// the same provider.
    pub fn oauth_attach_token(mut self, token: impl Into<Secret>) -> Self {
        self.parameters.set("oauth_attach_token", Value::Secret(token.into()));
        self
    }

    /// Returns the URL. If it contains an attach token, it is a secret until it has been used.
    ///
    /// # Errors
    /// [`StartUrlError`] if a value is invalid.
    pub fn build(self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        self.parameters.oauth_url(&format!("/v1/public/oauth/{provider}/start"))
    }
}
