//! Whole logins in a real browser, headless Chromium: it opens a start URL on the sandbox, follows the
//! redirects, and runs the page that it comes back to.
//!
//! The tests need an installed browser, so they run only with `-- --ignored`, as `.ci/run` does.

use std::{collections::HashMap, process::Command};

use axum::{
    Router,
    extract::{RawQuery, State},
    http::{
        HeaderMap,
        header::{COOKIE, SET_COOKIE},
    },
    response::{AppendHeaders, Html, IntoResponse, Redirect},
    routing::get,
};
use stytch_api::{
    Client, Secret,
    b2b::{oauth, organizations, organizations::members, sso},
    consumer,
    login::{Login, LoginResponse as _, pkce::Pkce, start_url::b2b::Provider},
    reqwest::Url,
    sandbox::Sandbox,
};
use stytch_tests::{MockResponse, Server};
use tokio::net::TcpListener;

const PUBLIC_TOKEN: &str = "public-token-test-1";

/// Debian's name of the browser, unless `STYTCH_CHROMIUM` names another.
const CHROMIUM: &str = "chromium";

/// No sandbox of the browser's own, which root cannot use, and no requests of its own.
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--dump-dom",
];

/// Shows the URL in the browser's address bar.
const PAGE: &str =
    "<!doctype html><body><script>document.body.textContent = location.href</script>";

/// A sandbox with the Member `ada@acme.example`, and the server of the redirect URL.
struct Fixture {
    sandbox: Sandbox,
    client: Client,
    organization_id: String,
    member_id: String,
    server: Server,
}

impl Fixture {
    async fn new() -> Self {
        let sandbox = Sandbox::start().await.expect("a sandbox");
        let client = sandbox.client();
        let organizations = client.b2b().organizations();
        let acme = organizations.create(organizations::CreateRequest::new("Acme")).await;
        let organization_id = acme.expect("acme").organization.organization_id;
        let ada = members::CreateRequest::new(&organization_id, "ada@acme.example");
        let member_id = organizations.members().create(ada).await.expect("ada").member_id;
        sandbox.sign_in_as("ada@acme.example");
        let page = MockResponse::Status(200, "content-type: text/html\r\n", PAGE.to_owned());
        let server = Server::start([page]).await;
        Self { sandbox, client, organization_id, member_id, server }
    }

    fn redirect_url(&self) -> String {
        format!("{}/authenticate", self.server.url())
    }

    /// Opens a start URL, and returns the token that the browser ends with, which has this type.
    async fn open(&self, start_url: String, token_type: &str) -> Secret {
        assert!(start_url.starts_with(self.sandbox.url()), "{start_url}");
        let text = browse(start_url).await;
        let url = Url::parse(&text).expect(&text);
        assert!(text.starts_with(&format!("{}?", self.redirect_url())), "{text}");
        let mut parameters: HashMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(parameters.remove("stytch_token_type").as_deref(), Some(token_type), "{text}");
        parameters.remove("token").expect("a token").into()
    }
}

/// Opens a URL in the browser, and returns the text of the page that it ends at.
async fn browse(url: String) -> String {
    let browser = std::env::var("STYTCH_CHROMIUM").unwrap_or_else(|_| CHROMIUM.to_owned());
    let run = move || {
        let profile = tempfile::tempdir().expect("an empty profile");
        let profile_flag = format!("--user-data-dir={}", profile.path().display());
        let output = Command::new(&browser).args(FLAGS).args([&profile_flag, &url]).output();
        let output = output.unwrap_or_else(|error| panic!("{browser}: {error}"));
        let html = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{html}{}", String::from_utf8_lossy(&output.stderr));
        html
    };
    let html = tokio::task::spawn_blocking(run).await.expect("no panic");
    let (_, body) = html.split_once("<body>").expect(&html);
    let (text, _) = body.split_once("</body>").expect(&html);
    text.trim().replace("&amp;", "&")
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn chromium_logs_in_by_oauth_with_pkce() {
    let fixture = Fixture::new().await;
    let (oauth, pkce) = (fixture.client.b2b().oauth(), Pkce::new().expect("a pair"));
    let url = oauth.start_url(Provider::Google, PUBLIC_TOKEN).slug("acme");
    let url = url.login_redirect_url(fixture.redirect_url()).pkce_code_challenge(pkce.challenge());
    let token = fixture.open(url.build().expect("a URL"), "oauth").await;
    let login = oauth::AuthenticateRequest::new(token).pkce_code_verifier(pkce.verifier());
    let login = oauth.authenticate(login).await.expect("a login");
    assert_eq!((&login.member_id, &*login.provider_type), (&fixture.member_id, "Google"));
    assert!(login.member_authenticated);
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn chromium_discovers_organizations_by_oauth() {
    let fixture = Fixture::new().await;
    let discovery = fixture.client.b2b().oauth().discovery();
    let url = discovery.start_url(Provider::Microsoft, PUBLIC_TOKEN);
    let url = url.discovery_redirect_url(fixture.redirect_url()).build().expect("a URL");
    let token = fixture.open(url, "discovery_oauth").await;
    let login = oauth::discovery::AuthenticateRequest::new(token);
    let login = discovery.authenticate(login).await.expect("a login");
    assert_eq!(login.email_address, "ada@acme.example");
    assert_eq!(login.discovered_organizations.len(), 1);
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn chromium_logs_in_by_sso() {
    let fixture = Fixture::new().await;
    let sso = fixture.client.b2b().sso();
    let by_connection = sso.start_url("saml-connection-test-1", PUBLIC_TOKEN);
    let by_organization = sso.default_start_url(&fixture.organization_id, PUBLIC_TOKEN);
    for url in [by_connection, by_organization] {
        let url = url.login_redirect_url(fixture.redirect_url()).build().expect("a URL");
        let token = fixture.open(url, "sso").await;
        let login = sso.authenticate(sso::AuthenticateRequest::new(token)).await;
        assert_eq!(login.expect("a login").member_id, fixture.member_id);
    }
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn chromium_creates_a_user_by_oauth() {
    let fixture = Fixture::new().await;
    let oauth = fixture.client.consumer().oauth();
    let url = oauth.start_url("github", PUBLIC_TOKEN).signup_redirect_url(fixture.redirect_url());
    let token = fixture.open(url.build().expect("a URL"), "oauth").await;
    let login = consumer::oauth::AuthenticateRequest::new(token);
    let login = oauth.authenticate(login).await.expect("a login");
    assert_eq!(login.user.emails[0].email, "ada@acme.example");
}

#[tokio::test]
#[ignore = "needs Chromium"]
async fn chromium_sends_the_cookie_of_the_login() {
    let fixture = Fixture::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let app = App { client: fixture.client.clone(), url: url.clone() };
    let routes = Router::new()
        .route("/login", get(log_in))
        .route("/authenticate", get(authenticate))
        .route("/me", get(me));
    let server = tokio::spawn(async { axum::serve(listener, routes.with_state(app)).await });
    assert_eq!(browse(format!("{url}/login")).await, fixture.member_id);
    server.abort();
}

/// A website that logs Members in by SSO, with the session in a cookie.
#[derive(Clone)]
struct App {
    client: Client,
    url: String,
}

async fn log_in(State(App { client, url }): State<App>) -> Redirect {
    let sso = client.b2b().sso();
    let start_url = sso.start_url("saml-connection-test-1", PUBLIC_TOKEN);
    let start_url = start_url.login_redirect_url(format!("{url}/authenticate")).build();
    Redirect::to(&start_url.expect("a URL"))
}

async fn authenticate(State(app): State<App>, RawQuery(query): RawQuery) -> impl IntoResponse {
    let query = query.expect("a query");
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let (_, token) = pairs.find(|(name, _)| name == "token").expect("a token");
    let request = sso::AuthenticateRequest::new(token.as_ref());
    let login = app.client.b2b().sso().authenticate(request).await;
    let Login::Complete { session_jwt, .. } = login.expect("a login").login() else {
        panic!("another factor is required");
    };
    let cookie = format!("jwt={}; Path=/; Secure; HttpOnly; SameSite=Lax", session_jwt.expose());
    (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to("/me"))
}

async fn me(State(app): State<App>, headers: HeaderMap) -> Html<String> {
    let cookie = headers.get(COOKIE).expect("a cookie").to_str().expect("text");
    let jwt = cookie.strip_prefix("jwt=").expect("the cookie of the login");
    let verified = app.client.b2b().sessions().authenticate_jwt(jwt).await.expect("a session");
    Html(format!("<!doctype html><body>{}</body>", verified.session.member_id))
}
