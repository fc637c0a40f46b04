//! A browser, reduced to cookies and redirects.

use std::error::Error;

use axum::{
    Router,
    body::Body,
    http::{
        Request,
        header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
    },
};
use stytch_api::reqwest::{Client, redirect::Policy};
use tokio_rustls::rustls::crypto::ring;
use tower::ServiceExt as _;

/// The server's URL, as far as the browser knows.
const SERVER_URL: &str = "http://localhost:3000";

/// Sends requests to the server, and keeps the cookies that it sets.
#[derive(Clone)]
pub(crate) struct Browser {
    server: Router,
    cookies: Vec<(String, String)>,
    http: Client,
}

impl Browser {
    pub(crate) fn new(server: Router) -> Result<Self, Box<dyn Error>> {
        // The HTTP client requires a crypto library, although the sandbox's URL is plain HTTP.
        let _ = ring::default_provider().install_default();
        let http = Client::builder().redirect(Policy::none()).no_proxy().build()?;
        Ok(Self { server, cookies: Vec::new(), http })
    }

    /// Sends a request to the server, and prints the response. Returns the URL that it redirects to.
    pub(crate) async fn send(
        &mut self,
        method: &str,
        path: &str,
        body: &str,
    ) -> Result<Option<String>, Box<dyn Error>> {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, cookies.collect::<Vec<_>>().join("; "))
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()))?;
        let response = self.server.clone().oneshot(request).await?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').ok_or("invalid cookie")?;
            self.cookies.retain(|(other, _)| other != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let location = response.headers().get(LOCATION).map(|it| it.to_str()).transpose()?;
        let location = location.map(str::to_owned);
        let status = response.status();
        let text = axum::body::to_bytes(response.into_body(), 1 << 16).await?;
        let path = path.split('?').next().unwrap_or_default();
        println!("{method} {path}: {status} {}", String::from_utf8_lossy(&text).trim_end());
        Ok(location)
    }

    pub(crate) async fn post(&mut self, path: &str, body: &str) -> Result<(), Box<dyn Error>> {
        self.send("POST", path, body).await.map(drop)
    }

    /// Opens a page of the server, given its path or URL. If it redirects to a provider, the provider redirects back.
    pub(crate) async fn open(&mut self, url: &str) -> Result<(), Box<dyn Error>> {
        let path = url.strip_prefix(SERVER_URL).unwrap_or(url);
        let Some(start_url) = self.send("GET", path, "").await? else { return Ok(()) };
        let response = self.http.get(start_url).send().await?;
        let location = response.headers().get(LOCATION).ok_or("the provider does not redirect")?;
        let path = location.to_str()?.strip_prefix(SERVER_URL).ok_or("another host")?;
        self.send("GET", path, "").await.map(drop)
    }
}
