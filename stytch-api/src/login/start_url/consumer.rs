//! Logins of Users that begin in the browser.

use crate::{
    Resource, Secret,
    consumer::oauth::{Oauth, Provider},
    login::start_url::{Parameters, Spaces, StartUrlError, Value, encode_provider},
};

impl Oauth<'_> {
    /// The address where a login begins with an account at a [`Provider`] such as `"google"`.
    pub fn start_url(
        self,
        provider: impl Into<Provider>,
        public_token: impl Into<String>,
    ) -> OauthStartUrl {
        let parameters = Parameters::new(self.client(), public_token.into());
        OauthStartUrl { provider: provider.into(), parameters }
    }
}

/// The address where an OAuth login of a User begins; from [`Oauth::start_url`].
///
/// The login comes back with a token for [`Oauth::authenticate`].
#[must_use]
#[derive(Clone, Debug)]
pub struct OauthStartUrl {
    provider: Provider,
    parameters: Parameters,
}

impl OauthStartUrl {
    /// Sets where the browser comes back to, for someone who is a User: one of the project's login URLs. The
    /// project's default when absent.
    pub fn login_redirect_url(mut self, url: impl Into<String>) -> Self {
        let url = Value::RedirectUrl(url.into());
        self.parameters = self.parameters.with("login_redirect_url", url);
        self
    }

    /// Sets where the browser comes back to, for someone who becomes a User by this login: one of the
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
    pub fn code_challenge(mut self, challenge: impl Into<String>) -> Self {
        let challenge = Value::Challenge(challenge.into());
        self.parameters = self.parameters.with("code_challenge", challenge);
        self
    }

    /// Adds the account to a User who exists: the token is that of [`Oauth::attach`], for the same provider.
    pub fn oauth_attach_token(mut self, token: impl Into<Secret>) -> Self {
        let token = Value::Hidden(token.into());
        self.parameters = self.parameters.with("oauth_attach_token", token);
        self
    }

    /// The address. With a token to attach by, it is a secret itself until it has been used.
    ///
    /// # Errors
    /// [`StartUrlError`] when a value cannot be meant.
    pub fn build(self) -> Result<String, StartUrlError> {
        let provider = encode_provider(self.provider.as_str())?;
        let path = format!("/v1/public/oauth/{provider}/start");
        self.parameters.build(&path, Spaces::Percent)
    }
}
