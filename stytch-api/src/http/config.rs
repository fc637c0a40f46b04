//! What a client may be made of.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use reqwest::{
    Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT},
};

use crate::{
    Secret,
    error::ConfigError,
    http::tls,
    schema::{Auth, BodyFormat, EndpointSpec},
};

const LIVE: &str = "https://api.stytch.com";
const TEST: &str = "https://test.stytch.com";

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Refuses credentials that cannot be meant, without quoting them.
pub(crate) fn check_credentials(project_id: &str, secret: &Secret) -> Result<(), ConfigError> {
    if project_id.contains(|c: char| c == ':' || c.is_whitespace() || c.is_control()) {
        return Err(ConfigError::new("the project ID has a colon, a space or a line break in it"));
    }
    if secret.is_empty() {
        return Err(ConfigError::new("the project's secret is empty"));
    }
    if secret.expose().contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(ConfigError::new("the project's secret has a space or a line break in it"));
    }
    Ok(())
}

/// The environment that the project ID names. The ID is not quoted: it may be the secret gone astray.
pub(crate) fn environment(project_id: &str) -> Result<&'static str, ConfigError> {
    if project_id.starts_with("project-live-") {
        Ok(LIVE)
    } else if project_id.starts_with("project-test-") {
        Ok(TEST)
    } else if project_id.starts_with("secret-") {
        Err(ConfigError::new("the project ID is a secret; project ID and secret may be swapped"))
    } else {
        Err(ConfigError::new(
            "the project ID begins with neither `project-test-` nor `project-live-`, so that its \
             environment is unknown; give a base URL to the builder if it is meant so",
        ))
    }
}

/// The URL, where it is one that calls may go to.
pub(crate) fn check_url(text: &str) -> Result<Url, ConfigError> {
    let refused = |problem: &str| ConfigError::new(format!("the base URL {problem}"));
    let url = Url::parse(text).map_err(|error| refused(&format!("is none: {error}")))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("has credentials in it; they belong to `Client::builder`"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refused("has a query or a fragment, where only a path can be a prefix"));
    }
    match url.scheme() {
        "https" if tls::IS_THERE => {}
        "https" => {
            return Err(refused(
                "is https, but no TLS feature of stytch-api is on: turn on `rustls`",
            ));
        }
        "http" if is_loopback(&url) => {}
        "http" => return Err(refused("is plain http, which would send the secret in the clear")),
        _ => return Err(refused("is neither https nor http")),
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

/// The headers of every call, laid out once.
pub(crate) struct Headers {
    /// With credentials.
    all: HeaderMap,
    /// The same for a JSON body, which most calls have.
    json: HeaderMap,
}

impl Headers {
    pub(crate) fn new(
        project_id: &str,
        secret: &Secret,
        program: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let own = concat!("stytch-api/", env!("CARGO_PKG_VERSION"));
        let text = program.map_or_else(|| own.to_owned(), |program| format!("{program} {own}"));
        let user_agent = HeaderValue::from_str(&text).map_err(|_| {
            ConfigError::new("the user agent must be one line of visible characters")
        })?;
        let all = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static(JSON)),
            (AUTHORIZATION, authorization(project_id, secret)?),
            (USER_AGENT, user_agent),
        ]);
        let mut json = all.clone();
        json.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        Ok(Self { all, json })
    }

    /// Those of a call of `endpoint`.
    pub(crate) fn of(&self, endpoint: &EndpointSpec) -> HeaderMap {
        let mut headers = match endpoint.body {
            BodyFormat::Json => self.json.clone(),
            BodyFormat::Form | BodyFormat::None => self.all.clone(),
        };
        if endpoint.body == BodyFormat::Form {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
        }
        if endpoint.auth == Auth::None {
            headers.remove(AUTHORIZATION);
        }
        headers
    }
}

fn authorization(project_id: &str, secret: &Secret) -> Result<HeaderValue, ConfigError> {
    let credentials = Secret::from(format!("{project_id}:{}", secret.expose()));
    let credentials = Secret::from(BASE64_STANDARD.encode(credentials.expose()));
    let mut value = HeaderValue::from_str(&format!("Basic {}", credentials.expose()))
        .map_err(|_| ConfigError::new("the credentials do not fit into a header"))?;
    value.set_sensitive(true);
    Ok(value)
}
