//! The query parameters of a start URL, and the setters that several start URLs share.

use std::{borrow::Cow, collections::BTreeMap};

use reqwest::Url;

use crate::{Client, Secret, login::start_url::StartUrlError};

/// The prefix of parameters that Stytch passes to the provider.
const PROVIDER_PREFIX: &str = "provider_";

/// A start URL's base and parameters, checked when the URL is built.
#[derive(Clone, Debug)]
pub(super) struct Parameters {
    base_url: String,
    values: BTreeMap<String, Value>,
}

/// A parameter's value, by the check that it must pass.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Not shown by `Debug`: a caller may pass the project's secret by mistake.
    PublicToken(Secret),
    #[cfg_attr(
        not(feature = "b2b"),
        expect(dead_code, reason = "consumer logins have no such value")
    )]
    Text(String),
    Secret(Secret),
    RedirectUrl(String),
    Challenge(String),
    Scopes(Vec<String>),
}

impl Parameters {
    pub(super) fn new(client: &Client, public_token: String) -> Self {
        let public_token = Value::PublicToken(public_token.into());
        let values = BTreeMap::from([("public_token".into(), public_token)]);
        Self { base_url: client.base_url().to_owned(), values }
    }

    /// Sets a parameter, replacing an earlier value.
    pub(super) fn set(&mut self, name: impl Into<String>, value: Value) {
        self.values.insert(name.into(), value);
    }

    pub(super) fn set_provider_parameter(&mut self, name: &str, value: Secret) {
        self.set(format!("{PROVIDER_PREFIX}{name}"), Value::Secret(value));
    }

    pub(super) fn set_scopes<S: Into<String>>(&mut self, scopes: impl IntoIterator<Item = S>) {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.set("custom_scopes", Value::Scopes(scopes));
    }

    /// Returns an OAuth start URL. Stytch's reference separates scopes with `%20` for OAuth and `+` for SSO.
    pub(super) fn oauth_url(&self, path: &str) -> Result<String, StartUrlError> {
        // Each `+` is an encoded space: a literal one has become `%2B`.
        let query = self.query()?.replace('+', "%20");
        Ok(format!("{}{path}?{query}", self.base_url))
    }

    /// Returns an SSO start URL.
    #[cfg(feature = "b2b")]
    pub(super) fn sso_url(&self, path: &str) -> Result<String, StartUrlError> {
        Ok(format!("{}{path}?{}", self.base_url, self.query()?))
    }

    fn query(&self) -> Result<String, StartUrlError> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.values {
            let invalid = |problem| StartUrlError::new(name, problem);
            if name == PROVIDER_PREFIX {
                return Err(invalid("the provider parameter has no name"));
            }
            query.append_pair(name, &check_value(value).map_err(invalid)?);
        }
        Ok(query.finish())
    }
}

/// Returns the value's text if it is valid.
fn check_value(value: &Value) -> Result<Cow<'_, str>, &'static str> {
    let text = match value {
        Value::PublicToken(token) => check_public_token(token.expose())?,
        Value::Text(text) => text,
        Value::Secret(secret) => secret.expose(),
        Value::RedirectUrl(url) if Url::parse(url).is_ok() => url,
        Value::RedirectUrl(_) => return Err("not an absolute URL; start it with `https://`"),
        Value::Challenge(challenge) if is_challenge(challenge) => challenge,
        Value::Challenge(_) => return Err("not an S256 challenge; pass `Pkce::challenge`"),
        Value::Scopes(scopes) => return join_scopes(scopes).map(Cow::Owned),
    };
    if text.is_empty() {
        return Err("the value must not be empty");
    }
    Ok(Cow::Borrowed(text))
}

/// Rejects other credentials: the URL is visible to the user.
fn check_public_token(token: &str) -> Result<&str, &'static str> {
    if token.starts_with("public-token-") {
        Ok(token)
    } else {
        Err("the token must start with `public-token-`; don't pass a secret or a project ID")
    }
}

fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn join_scopes(scopes: &[String]) -> Result<String, &'static str> {
    if scopes.is_empty() {
        return Err("the list of scopes is empty; add a scope or omit the list");
    }
    if scopes.iter().any(|scope| scope.is_empty() || scope.contains(char::is_whitespace)) {
        return Err("a scope is empty or contains a space; pass each scope as a separate item");
    }
    Ok(scopes.join(" "))
}

/// Writes setters of a start URL that has `parameters`.
macro_rules! parameter_setters {
    (redirect_urls) => {
        /// Sets the URL to return to if the account exists: one of the project's login redirect URLs. If
        /// not set, Stytch uses the project's default one.
        pub fn login_redirect_url(mut self, url: impl Into<String>) -> Self {
            self.parameters.set("login_redirect_url", Value::RedirectUrl(url.into()));
            self
        }

        /// Sets the URL to return to if the login creates the account: one of the project's signup
        /// redirect URLs. If not set, Stytch uses the project's default one.
        pub fn signup_redirect_url(mut self, url: impl Into<String>) -> Self {
            self.parameters.set("signup_redirect_url", Value::RedirectUrl(url.into()));
            self
        }
    };
    (provider_options) => {
        /// Requests these scopes from the provider, in addition to those that Stytch requests.
        pub fn custom_scopes<S: Into<String>>(
            mut self,
            scopes: impl IntoIterator<Item = S>,
        ) -> Self {
            self.parameters.set_scopes(scopes);
            self
        }

        /// Passes a parameter to the provider: `("login_hint", …)` is sent as `provider_login_hint`.
        pub fn provider_parameter(mut self, name: &str, value: impl Into<Secret>) -> Self {
            self.parameters.set_provider_parameter(name, value.into());
            self
        }
    };
    (challenge: $name:ident) => {
        /// Sets the challenge of a [`Pkce`](crate::login::pkce::Pkce). The login can then only be
        /// completed with its verifier.
        pub fn $name(mut self, challenge: impl Into<String>) -> Self {
            self.parameters.set(stringify!($name), Value::Challenge(challenge.into()));
            self
        }
    };
}
pub(super) use parameter_setters;
