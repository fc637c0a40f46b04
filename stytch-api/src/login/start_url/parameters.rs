//! What an address says after its `?`.

use std::{borrow::Cow, collections::BTreeMap};

use reqwest::Url;

use crate::{Client, Secret, login::start_url::StartUrlError};

/// The base of an address and its parameters, checked when it is built.
#[derive(Clone, Debug)]
pub(crate) struct Parameters {
    base_url: String,
    values: BTreeMap<String, Value>,
}

/// A parameter's value, by what it must be.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Not shown: it may be a secret, given by mistake.
    PublicToken(Secret),
    /// An ID, a slug.
    #[cfg_attr(not(feature = "b2b"), expect(dead_code, reason = "Users are in no Organization"))]
    Text(String),
    /// What `Debug` must not show.
    Hidden(Secret),
    RedirectUrl(String),
    Challenge(String),
    Scopes(Vec<String>),
}

/// How an address writes a space, which is between two scopes. Stytch's reference wants `%20` for OAuth and
/// `+` for SSO.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spaces {
    Percent,
    #[cfg_attr(not(feature = "b2b"), expect(dead_code, reason = "SSO is of the B2B API"))]
    Plus,
}

impl Parameters {
    pub(crate) fn new(client: &Client, public_token: String) -> Self {
        let values =
            BTreeMap::from([("public_token".into(), Value::PublicToken(public_token.into()))]);
        Self { base_url: client.base_url().to_owned(), values }
    }

    /// Sets a parameter in place of an earlier one.
    pub(crate) fn with(mut self, name: impl Into<String>, value: Value) -> Self {
        self.values.insert(name.into(), value);
        self
    }

    /// Sets one that Stytch hands on to the provider.
    pub(crate) fn with_provider_parameter(self, name: &str, value: Secret) -> Self {
        self.with(format!("{PROVIDER}{name}"), Value::Hidden(value))
    }

    pub(crate) fn with_scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.with("custom_scopes", Value::Scopes(scopes))
    }

    pub(crate) fn build(&self, path: &str, spaces: Spaces) -> Result<String, StartUrlError> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in &self.values {
            let refused = |problem| StartUrlError::new(name, problem);
            if name == PROVIDER {
                return Err(refused("the provider's parameter has no name"));
            }
            query.append_pair(name, &check_value(value).map_err(refused)?);
        }
        let query = query.finish();
        let query = match spaces {
            // A `+` of a value is `%2B` by now.
            Spaces::Percent => query.replace('+', "%20"),
            Spaces::Plus => query,
        };
        Ok(format!("{}{path}?{query}", self.base_url))
    }
}

/// How the names of parameters begin that are for the provider.
const PROVIDER: &str = "provider_";

fn check_value(value: &Value) -> Result<Cow<'_, str>, &'static str> {
    let text = match value {
        Value::PublicToken(token) => check_public_token(token.expose())?,
        Value::Text(text) => text,
        Value::Hidden(secret) => secret.expose(),
        Value::RedirectUrl(url) if Url::parse(url).is_ok() => url,
        Value::RedirectUrl(_) => return Err("it is no URL; write it whole, `https://…`"),
        Value::Challenge(challenge) if is_challenge(challenge) => challenge,
        Value::Challenge(_) => return Err("it is no S256 challenge; take that of a `Pkce`"),
        Value::Scopes(scopes) => return join_scopes(scopes).map(Cow::Owned),
    };
    if text.is_empty() {
        return Err("it must not be empty");
    }
    Ok(Cow::Borrowed(text))
}

/// The address is for everybody to see: what is no public token must not get into it.
fn check_public_token(token: &str) -> Result<&str, &'static str> {
    if token.starts_with("public-token-") {
        Ok(token)
    } else {
        Err("it must begin with `public-token-`; a secret or a project ID is something else")
    }
}

fn is_challenge(text: &str) -> bool {
    text.len() == 43
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn join_scopes(scopes: &[String]) -> Result<String, &'static str> {
    if scopes.is_empty() {
        return Err("there is no scope in the list");
    }
    if scopes.iter().any(|scope| scope.is_empty() || scope.contains(char::is_whitespace)) {
        return Err("a scope is empty or has a space in it; give each scope by itself");
    }
    Ok(scopes.join(" "))
}
