//! Checks a client's configuration, and builds the headers that all its calls share.

use percent_encoding::percent_decode_str;
use reqwest::{
    Url,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT},
};
use zeroize::Zeroizing;

use crate::{
    Secret,
    error::ConfigError,
    http::{credentials::BasicCredentials, tls, transport::PlainHttp},
    schema::{Auth, BodyFormat, EndpointSpec},
};

const LIVE: &str = "https://api.stytch.com";
const TEST: &str = "https://test.stytch.com";

/// Base URLs are searched for secrets of this length, in bytes, or longer.
const MIN_SECRET_IN_URL: usize = 16;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// Rejects a rate limit that would stop all calls.
pub(crate) fn check_max_rate(max_rate: Option<u32>) -> Result<(), ConfigError> {
    match max_rate {
        Some(0) => Err(ConfigError::new("`max_requests_per_second` must be at least 1")),
        Some(_) | None => Ok(()),
    }
}

/// Returns the URL of the environment that the project ID names. Errors do not quote the ID.
pub(crate) fn environment_url(project_id: &str) -> Result<&'static str, ConfigError> {
    if project_id.starts_with("project-live-") {
        Ok(LIVE)
    } else if project_id.starts_with("project-test-") {
        Ok(TEST)
    } else {
        Err(ConfigError::new(
            "the project ID starts with neither `project-test-` nor `project-live-`; pass the project \
             ID from Stytch's dashboard, or set a base URL with `ClientBuilder::base_url`",
        ))
    }
}

/// Parses a URL that calls may be sent to. No error quotes the secret.
pub(crate) fn parse_base_url(
    text: &str,
    credentials: &BasicCredentials,
    plain_http: PlainHttp,
) -> Result<Url, ConfigError> {
    let (secret, client) = (&credentials.secret, credentials.kind.client());
    if contains_secret(text, secret) {
        return Err(ConfigError::new(format!(
            "the base URL contains the {}; pass the secret to `{client}::builder` only",
            credentials.secret_noun(),
        )));
    }
    let invalid = |quoted: &str, problem: &str| {
        let quoted = if is_quotable(text, secret) { format!(" `{quoted}`") } else { String::new() };
        ConfigError::new(format!("invalid base URL{quoted}: {problem}"))
    };
    // The path is not quoted: it may contain a token.
    let url = Url::parse(text).map_err(|error| invalid(without_path(text), &error.to_string()))?;
    let invalid = |problem: &str| {
        let origin = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
        invalid(&origin, problem)
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid(&format!("it contains credentials; pass them to `{client}::builder`")));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("it has a query or a fragment; only a path is allowed"));
    }
    match url.scheme() {
        "https" if tls::IS_AVAILABLE => Ok(url),
        "https" => Err(invalid("no TLS feature of stytch-api is enabled; enable `rustls`")),
        "http" if is_loopback(&url) || plain_http == PlainHttp::Anywhere => Ok(url),
        "http" => Err(invalid(
            "plain http would send the secret unencrypted; use https, or allow it with \
             `ClientBuilder::danger_allow_plain_http`",
        )),
        _ => Err(invalid("the scheme is neither https nor http")),
    }
}

/// Whether a base URL contains the secret, plain or percent-encoded. A short secret, as in a test, may also
/// be a part of a host name.
fn contains_secret(url: &str, secret: &Secret) -> bool {
    let secret = secret.expose().as_bytes();
    let decoded = Zeroizing::new(percent_decode_str(url).collect::<Vec<_>>());
    secret.len() >= MIN_SECRET_IN_URL
        && [url.as_bytes(), &decoded].iter().any(|text| {
            text.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret))
        })
}

/// Returns the start of a text that is not a valid URL, up to where its path would be.
fn without_path(text: &str) -> &str {
    let host = text.find("://").map_or(0, |scheme| scheme + "://".len());
    let path = text[host..].find(['/', '\\']);
    path.map_or(text, |path| &text[..host + path])
}

/// Whether an error may quote a base URL: not if it has credentials or a query, or if it may be a
/// secret that was passed in the wrong place.
fn is_quotable(text: &str, secret: &Secret) -> bool {
    text.len() <= 100
        && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"@?#`".contains(&byte))
        && !text.to_ascii_lowercase().contains("secret")
        && !text.contains(secret.expose())
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ip = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || ip.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
}

/// The headers of every call, built once.
pub(crate) struct Headers {
    /// With credentials.
    common: HeaderMap,
    /// The same with the content type of a JSON body, which most calls have.
    json: HeaderMap,
}

impl Headers {
    pub(crate) fn new(
        credentials: &BasicCredentials,
        application: Option<&str>,
    ) -> Result<Self, ConfigError> {
        let library = concat!("stytch-api/", env!("CARGO_PKG_VERSION"));
        let text = match application {
            Some(application) => format!("{application} {library}"),
            None => library.to_owned(),
        };
        let user_agent = HeaderValue::from_str(&text).map_err(|_| {
            ConfigError::new("the user agent must be one line of visible characters")
        })?;
        let common = HeaderMap::from_iter([
            (ACCEPT, HeaderValue::from_static(JSON)),
            (AUTHORIZATION, credentials.authorization()?),
            (USER_AGENT, user_agent),
        ]);
        let mut json = common.clone();
        json.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        Ok(Self { common, json })
    }

    /// Returns the header with the credentials.
    pub(crate) fn authorization(&self) -> Option<&HeaderValue> {
        self.common.get(AUTHORIZATION)
    }

    pub(crate) fn for_endpoint(&self, endpoint: &EndpointSpec) -> HeaderMap {
        let mut headers = match endpoint.body {
            BodyFormat::Json => self.json.clone(),
            BodyFormat::Form | BodyFormat::None => self.common.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        common::m2m::clients::CreateRequest,
        schema::{Credentials, Endpoint},
    };

    /// The macros reject these headers in a spec. `tests/headers.rs` compares the two lists.
    const CLIENT_HEADERS: [&str; 4] = ["accept", "authorization", "content-type", "user-agent"];

    #[test]
    fn list_has_every_header_that_the_client_sets() {
        let credentials = BasicCredentials {
            kind: Credentials::Project,
            id: "project-test-1".to_owned(),
            secret: Secret::from("secret"),
        };
        let headers = Headers::new(&credentials, None).unwrap();
        let headers = headers.for_endpoint(CreateRequest::spec());
        let mut names: Vec<_> = headers.keys().map(reqwest::header::HeaderName::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, CLIENT_HEADERS);
    }
}
