//! A server that verifies session JWTs and permissions locally, without a call to Stytch per request.
//!
//! `cargo run --example protected_server` starts the server with a sandbox, and prints its responses to a
//! valid session, an expired one, a forged one, one without the permission, and none. With `--serve` it
//! keeps running, for `curl`.

use std::{error::Error, net::Ipv4Addr, process::ExitCode};

use axum::{
    Router,
    body::Body,
    extract::{FromRequestParts, Path, State},
    http::{Method, Request, StatusCode, header::AUTHORIZATION, request::Parts},
    routing::get,
};
use serde_json::json;
use stytch_api::{
    Client, Metadata, Secret,
    b2b::{
        AuthorizationCheck, MemberSession, Policy, PolicyPermission, PolicyRole,
        organizations::{CreateRequest, members},
        recovery_codes::RecoverRequest,
        totps::MigrateRequest,
    },
    sandbox::Sandbox,
};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

/// The routes. The whole server shares one client, which caches the keys and the policy.
fn app(client: Client) -> Router {
    Router::new()
        .route("/me", get(me))
        .route("/documents/{id}", get(read_document).delete(delete_document))
        .with_state(client)
}

async fn me(LoggedIn(session): LoggedIn) -> String {
    format!("{} of {}\n", session.member_id, session.organization_slug)
}

async fn read_document(
    State(client): State<Client>,
    LoggedIn(session): LoggedIn,
    Path(id): Path<String>,
) -> Result<String, StatusCode> {
    allow(&client, &session, "read").await?;
    Ok(format!("document {id}\n"))
}

async fn delete_document(
    State(client): State<Client>,
    LoggedIn(session): LoggedIn,
    Path(id): Path<String>,
) -> Result<String, StatusCode> {
    allow(&client, &session, "delete").await?;
    Ok(format!("deleted document {id}\n"))
}

/// A verified session from the header `Authorization: Bearer …`, for handlers that require one.
struct LoggedIn(MemberSession);

impl FromRequestParts<Client> for LoggedIn {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, client: &Client) -> Result<Self, StatusCode> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let jwt = match header.and_then(|value| value.split_once(' ')) {
            Some((scheme, jwt)) if scheme.eq_ignore_ascii_case("bearer") => jwt,
            _ => return Err(StatusCode::UNAUTHORIZED),
        };
        let verified = client.b2b().sessions().authenticate_jwt(jwt).await;
        Ok(Self(verified.map_err(|error| rejection_status(&error))?.session))
    }
}

/// Checks that the session's roles allow `action` on documents, with the cached policy.
async fn allow(client: &Client, session: &MemberSession, action: &str) -> Result<(), StatusCode> {
    let permission = AuthorizationCheck::new(&session.organization_id, "documents", action);
    let verdict = client.b2b().rbac().check(session, permission).await;
    verdict.map(drop).map_err(|error| rejection_status(&error))
}

/// The status of the response when verification failed.
fn rejection_status(error: &stytch_api::Error) -> StatusCode {
    if error.is_denied() {
        StatusCode::FORBIDDEN
    } else if error.is_token() {
        StatusCode::UNAUTHORIZED
    } else {
        // The keys or the policy could not be fetched: log it, because the caller cannot fix it.
        eprintln!("cannot verify sessions: {error}");
        StatusCode::SERVICE_UNAVAILABLE
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        None => show().await,
        Some("--serve") => serve().await,
        Some(_) => Err("unknown option; the only option is `--serve`".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Sends requests with different sessions to the server, and prints the status of each response.
async fn show() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let jwt = log_in(&sandbox).await?;
    let app = app(sandbox.client());

    // Correctly signed, but issued long ago.
    let expired = sandbox.sign(claims(&sandbox, 1_700_000_000));
    // The claims of one JWT with the signature of another.
    let (_, signature) = jwt.expose().rsplit_once('.').ok_or("invalid JWT")?;
    let (head, _) = expired.expose().rsplit_once('.').ok_or("invalid JWT")?;
    let forged = Secret::from(format!("{head}.{signature}"));

    let cases = [
        ("valid session", Method::GET, Some(&jwt)),
        ("expired session", Method::GET, Some(&expired)),
        ("forged session", Method::GET, Some(&forged)),
        ("valid session without the permission", Method::DELETE, Some(&jwt)),
        ("no session", Method::GET, None),
    ];
    for (case, method, jwt) in cases {
        let mut request = Request::builder().method(method).uri("/documents/7");
        if let Some(jwt) = jwt {
            request = request.header(AUTHORIZATION, format!("Bearer {}", jwt.expose()));
        }
        let response = app.clone().oneshot(request.body(Body::empty())?).await?;
        println!("{case}: {}", response.status());
    }
    let fetches = sandbox.request_count::<stytch_api::b2b::sessions::GetJwksRequest>();
    println!("fetches of the public keys: {fetches}");
    Ok(())
}

/// Serves until the process is stopped.
async fn serve() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let jwt = log_in(&sandbox).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    println!(
        "Run this within five minutes, while the JWT is valid:\n\n    curl -i -H 'Authorization: Bearer {}' {url}/me\n",
        jwt.expose()
    );
    println!("The session may read {url}/documents/7, but not delete it.");
    axum::serve(listener, app(sandbox.client())).await?;
    Ok(())
}

/// Logs a Member with the role `reader` in, and returns the session JWT. In production, your login page
/// does this.
async fn log_in(sandbox: &Sandbox) -> Result<Secret, Box<dyn Error>> {
    let reads = PolicyPermission::new("documents", ["read"]);
    let reader = PolicyRole::new("reader", "", [reads]);
    sandbox.set_policy(Policy::default().roles([reader]));

    let client = sandbox.client();
    let organizations = client.b2b().organizations();
    let acme = organizations.create(CreateRequest::new("Acme")).await?.organization;
    let ada = members::CreateRequest::new(&acme.organization_id, "ada@acme.example");
    let ada = organizations.members().create(ada.roles(["reader"])).await?.member_id;
    let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
    let migrate = MigrateRequest::new(&acme.organization_id, &ada, secret);
    let codes = client.b2b().totps().migrate(migrate).await?.recovery_codes;
    let code = codes.first().ok_or("the response contains no recovery code")?;
    let login = RecoverRequest::new(&acme.organization_id, &ada, code);
    Ok(client.b2b().recovery_codes().recover(login).await?.session_jwt)
}

/// The claims of a session JWT that was issued at `issued_at`, in seconds since 1970.
fn claims(sandbox: &Sandbox, issued_at: u64) -> Metadata {
    let project_id = sandbox.project_id();
    let claims = json!({
        "iss": format!("stytch.com/{project_id}"),
        "aud": [project_id],
        "sub": "member-test-1",
        "iat": issued_at,
        "nbf": issued_at,
        "exp": issued_at + 300,
        "https://stytch.com/session": { "id": "session-test-1", "roles": ["reader"] },
        "https://stytch.com/organization": { "organization_id": "organization-test-1", "slug": "acme" },
    });
    claims.as_object().cloned().unwrap_or_default()
}
