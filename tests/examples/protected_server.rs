//! A server whose every request is checked here, without a call to Stytch: who is it, and may they?
//!
//! `cargo run --example protected_server` starts one, with a sandbox behind it, and shows what it answers
//! to a good session, an expired one, a forged one, and one without the permission. With `--serve` it goes
//! on, for `curl`.

use std::{error::Error, net::Ipv4Addr, process::ExitCode};

use axum::{
    Router,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, header::AUTHORIZATION, request::Parts},
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

/// What is protected. One client for the whole server: it keeps the keys and the policy.
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
    Ok(format!("this is document {id}\n"))
}

async fn delete_document(
    State(client): State<Client>,
    LoggedIn(session): LoggedIn,
    Path(id): Path<String>,
) -> Result<String, StatusCode> {
    allow(&client, &session, "delete").await?;
    Ok(format!("document {id} is gone\n"))
}

/// A session whose JWT came as `Authorization: Bearer …`: an argument of whatever needs one.
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
        Ok(Self(verified.map_err(|error| refusal(&error))?.session))
    }
}

/// Whether the session's roles allow `action` on documents, by the policy at hand.
async fn allow(client: &Client, session: &MemberSession, action: &str) -> Result<(), StatusCode> {
    let permission = AuthorizationCheck::default()
        .organization_id(&session.organization_id)
        .resource_id("documents")
        .action(action);
    let verdict = client.b2b().rbac().check(session, permission).await;
    verdict.map(drop).map_err(|error| refusal(&error))
}

/// What to answer where a check failed.
fn refusal(error: &stytch_api::Error) -> StatusCode {
    if error.is_denied() {
        StatusCode::FORBIDDEN
    } else if error.is_token() {
        StatusCode::UNAUTHORIZED
    } else {
        // Keys or policy could not be fetched. It is not the caller's fault, and yours to know of.
        eprintln!("nobody can be let in: {error}");
        StatusCode::SERVICE_UNAVAILABLE
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        None => show().await,
        Some("--serve") => serve().await,
        Some(_) => Err("the only option is `--serve`".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Asks the server as four callers do, and tells what it answers.
async fn show() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let jwt = log_in(&sandbox).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let server = tokio::spawn(axum::serve(listener, app(sandbox.client())).into_future());

    // Made before the session's lifetime, and signed as it should be.
    let expired = sandbox.sign(claims(&sandbox, 1_700_000_000));
    // The claims of another, under the signature of this one.
    let (_, signature) = jwt.expose().rsplit_once('.').ok_or("no JWT")?;
    let (head, _) = expired.expose().rsplit_once('.').ok_or("no JWT")?;
    let forged = Secret::from(format!("{head}.{signature}"));

    let http = Client::http_builder()?.no_proxy().build()?;
    let read = http.get(format!("{url}/documents/7"));
    let delete = http.delete(format!("{url}/documents/7"));
    let cases = [
        ("a good session reads", read.try_clone(), &jwt),
        ("an expired one", read.try_clone(), &expired),
        ("a forged one", read.try_clone(), &forged),
        ("a good one without the permission", Some(delete), &jwt),
    ];
    for (what, request, jwt) in cases {
        let request = request.ok_or("a request without a body is cloned")?;
        let answer = request.bearer_auth(jwt.expose()).send().await?;
        println!("{what}: {}", answer.status());
    }
    let nobody = read.send().await?;
    println!("nobody: {}", nobody.status());
    let calls = sandbox.count::<stytch_api::b2b::sessions::GetJwksRequest>();
    println!("the keys were fetched {calls} time(s) for it");
    server.abort();
    Ok(())
}

/// Serves until it is stopped.
async fn serve() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let jwt = log_in(&sandbox).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    println!(
        "Within five minutes:\n\n    curl -i -H 'Authorization: Bearer {}' {url}/me\n",
        jwt.expose()
    );
    println!("Reading {url}/documents/7 is allowed, deleting it is not.");
    axum::serve(listener, app(sandbox.client())).await?;
    Ok(())
}

/// A Member with the role `reader` logs in: the JWT of the session. Against Stytch itself this is your
/// login page's business.
async fn log_in(sandbox: &Sandbox) -> Result<Secret, Box<dyn Error>> {
    let reads = PolicyPermission::default().resource_id("documents").actions(["read"]);
    let reader = PolicyRole::default().role_id("reader").permissions([reads]);
    sandbox.set_policy(Policy::default().roles([reader]));

    let client = sandbox.client();
    let organizations = client.b2b().organizations();
    let acme = organizations.create(CreateRequest::new("Acme")).await?.organization;
    let ada = members::CreateRequest::new(&acme.organization_id, "ada@acme.example");
    let ada = organizations.members().create(ada.roles(["reader"])).await?.member_id;
    let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
    let migrate = MigrateRequest::new(&acme.organization_id, &ada, secret);
    let codes = client.b2b().totps().migrate(migrate).await?.recovery_codes;
    let code = codes.first().ok_or("no recovery code was minted")?;
    let login = RecoverRequest::new(&acme.organization_id, &ada, code);
    Ok(client.b2b().recovery_codes().recover(login).await?.session_jwt)
}

/// The claims of a session JWT that was issued then.
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
