//! A server that logs Members in: by a link, OAuth or SSO, with a second factor where the Organization
//! requires one, and with the session in cookies.
//!
//! `cargo run --example login_server` starts a sandbox and prints the responses to a whole login, from the
//! link to the logout.

use std::error::Error;

use axum::{
    Json, Router,
    body::Body,
    extract::{RawQuery, State},
    http::{
        HeaderMap, Request, StatusCode,
        header::{COOKIE, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use stytch_api::{
    Client, Secret,
    b2b::{
        MemberSession, magic_links, magic_links::email::LoginOrSignupRequest, oauth, organizations,
        organizations::members, otps::sms, sessions::RevokeRequest, sso,
    },
    login::{Login, LoginResponse},
    sandbox::Sandbox,
    verify::JwtPolicy,
};
use tower::ServiceExt as _;

const SESSION: &str = "session";
const JWT: &str = "session_jwt";
/// Carries the intermediate session token, the Organization and the Member to the second factor.
const UNFINISHED: &str = "unfinished_login";

fn app(client: Client) -> Router {
    Router::new()
        .route("/login", post(send_link))
        .route("/authenticate", get(authenticate))
        .route("/second-factor", post(second_factor))
        .route("/me", get(me))
        .route("/logout", post(log_out))
        .with_state(client)
}

#[derive(Deserialize)]
struct SendLink {
    organization: String,
    email: String,
}

async fn send_link(
    State(client): State<Client>,
    Json(SendLink { organization, email }): Json<SendLink>,
) -> Result<StatusCode, Failure> {
    let request = LoginOrSignupRequest::new(organization, email)
        .login_redirect_url("http://localhost:3000/authenticate")
        .signup_redirect_url("http://localhost:3000/authenticate");
    client.b2b().magic_links().email().login_or_signup(request).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The redirect URL: `stytch_token_type` says which method authenticates the token.
async fn authenticate(
    State(client): State<Client>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = query.unwrap_or_default();
    let parameter = |name: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    let token = Secret::from(parameter("token"));
    let b2b = client.b2b();
    match parameter("stytch_token_type").as_str() {
        "multi_tenant_magic_links" => {
            let request = magic_links::AuthenticateRequest::new(token);
            let response = b2b.magic_links().authenticate(request).await?;
            let owner = format!("{} {}", response.organization_id, response.member_id);
            Ok(respond(response, &owner))
        }
        "oauth" => {
            let response = b2b.oauth().authenticate(oauth::AuthenticateRequest::new(token)).await?;
            let owner = format!("{} {}", response.organization_id, response.member_id);
            Ok(respond(response, &owner))
        }
        "sso" => {
            let response = b2b.sso().authenticate(sso::AuthenticateRequest::new(token)).await?;
            let owner = format!("{} {}", response.organization_id, response.member_id);
            Ok(respond(response, &owner))
        }
        _ => Ok((StatusCode::BAD_REQUEST, "unknown stytch_token_type\n").into_response()),
    }
}

/// Sets the session's cookies, or asks for the factor that is missing. `owner` is the ID of the Organization
/// and that of the Member.
fn respond(response: impl LoginResponse<Session = MemberSession>, owner: &str) -> Response {
    match response.login() {
        Login::Complete { session, session_token, session_jwt, .. } => {
            let cookies = AppendHeaders([
                (SET_COOKIE, cookie(SESSION, session_token.expose())),
                (SET_COOKIE, cookie(JWT, session_jwt.expose())),
                (SET_COOKIE, cookie(UNFINISHED, "")),
            ]);
            (cookies, format!("logged in as {}\n", session.member_id)).into_response()
        }
        Login::SecondFactor { intermediate_session_token, .. } => {
            let value = format!("{owner} {}", intermediate_session_token.expose());
            let cookies = AppendHeaders([(SET_COOKIE, cookie(UNFINISHED, &value))]);
            (StatusCode::UNAUTHORIZED, cookies, "enter the code\n").into_response()
        }
        Login::FirstFactor { primary_required, .. } => {
            let methods = primary_required.allowed_auth_methods;
            (StatusCode::UNAUTHORIZED, format!("log in by one of {methods:?}\n")).into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

#[derive(Deserialize)]
struct SecondFactor {
    code: String,
}

async fn second_factor(
    State(client): State<Client>,
    headers: HeaderMap,
    Json(SecondFactor { code }): Json<SecondFactor>,
) -> Result<Response, Failure> {
    let unfinished = read_cookie(&headers, UNFINISHED).unwrap_or_default();
    let [organization_id, member_id, token] = unfinished.split(' ').collect::<Vec<_>>()[..] else {
        return Ok((StatusCode::BAD_REQUEST, "no login to complete\n").into_response());
    };
    let request = sms::AuthenticateRequest::new(organization_id, member_id, code)
        .intermediate_session_token(token);
    let response = client.b2b().otps().sms().authenticate(request).await?;
    Ok(respond(response, ""))
}

/// The JWT is verified locally. One that has expired is renewed by Stytch and set again.
async fn me(State(client): State<Client>, headers: HeaderMap) -> Result<Response, Failure> {
    let jwt = read_cookie(&headers, JWT).ok_or(Failure(StatusCode::UNAUTHORIZED))?;
    let check = client.b2b().sessions().authenticate_jwt(jwt);
    let verified = check.policy(JwtPolicy::LocalThenRemote).await?;
    let renewed = verified.renewed.map(|it| (SET_COOKIE, cookie(JWT, it.session_jwt.expose())));
    let text = format!("you are {}\n", verified.session.member_id);
    Ok((AppendHeaders(renewed), text).into_response())
}

async fn log_out(State(client): State<Client>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = read_cookie(&headers, SESSION) {
        let revoked = client.b2b().sessions().revoke(RevokeRequest::new().session_token(token));
        match revoked.await {
            // The session has already ended.
            Err(error) if error.is_not_found() => {}
            result => drop(result?),
        }
    }
    let cookies = AppendHeaders([(SET_COOKIE, cookie(SESSION, "")), (SET_COOKIE, cookie(JWT, ""))]);
    Ok((cookies, "logged out\n").into_response())
}

/// A cookie for this site alone; an empty value deletes it.
fn cookie(name: &str, value: &str) -> String {
    let max_age = if value.is_empty() { 0 } else { 3600 };
    format!("{name}={value}; Max-Age={max_age}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

fn read_cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split("; ")).filter_map(|it| it.split_once('='));
    pairs.find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value)
}

/// The response when a call failed.
struct Failure(StatusCode);

impl From<stytch_api::Error> for Failure {
    fn from(error: stytch_api::Error) -> Self {
        eprintln!("{error}"); // no error contains a secret
        let is_callers = error.is_token() || error.status().is_some_and(|it| it < 500);
        Self(if is_callers { StatusCode::UNAUTHORIZED } else { StatusCode::BAD_GATEWAY })
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

/// Logs a Member in as a browser does, and prints each response.
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let client = sandbox.client();
    let organizations = client.b2b().organizations();
    let acme = organizations::CreateRequest::new("Acme").mfa_policy("REQUIRED_FOR_ALL");
    organizations.create(acme).await?;
    let ada = members::CreateRequest::new("acme", "ada@acme.example");
    organizations.members().create(ada.mfa_phone_number("+12025550162")).await?;

    let mut browser = Browser { app: app(client.clone()), cookies: Vec::new() };
    let login = r#"{ "organization": "acme", "email": "ada@acme.example" }"#;
    browser.send("POST", "/login", login).await?;
    let message = sandbox.outbox().pop().ok_or("no email was sent")?;
    let link = message.link.ok_or("the email has no link")?;
    let link = link.expose().strip_prefix("http://localhost:3000").ok_or("another host")?;
    browser.send("GET", link, "").await?;
    let message = sandbox.outbox().pop().ok_or("no text message was sent")?;
    let code = message.code.ok_or("the text message has no passcode")?;
    let code = format!(r#"{{ "code": "{}" }}"#, code.expose());
    browser.send("POST", "/second-factor", &code).await?;
    browser.send("GET", "/me", "").await?;
    browser.send("POST", "/logout", "").await?;
    browser.send("GET", "/me", "").await
}

/// Keeps the cookies that the server sets.
struct Browser {
    app: Router,
    cookies: Vec<(String, String)>,
}

impl Browser {
    async fn send(&mut self, method: &str, path: &str, body: &str) -> Result<(), Box<dyn Error>> {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, cookies.collect::<Vec<_>>().join("; "))
            .header("content-type", "application/json")
            .body(Body::from(body.to_owned()))?;
        let response = self.app.clone().oneshot(request).await?;
        for cookie in response.headers().get_all(SET_COOKIE) {
            let pair = cookie.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').ok_or("invalid cookie")?;
            self.cookies.retain(|(other, _)| other != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        let status = response.status();
        let text = axum::body::to_bytes(response.into_body(), 1 << 16).await?;
        let path = path.split('?').next().unwrap_or_default();
        println!("{method} {path}: {status} {}", String::from_utf8_lossy(&text).trim_end());
        Ok(())
    }
}
