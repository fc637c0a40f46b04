//! `stytch-api verify-jwt`: local verification of session JWTs and access tokens.

use std::path::PathBuf;

use clap::Args;

use crate::{
    Client, Error, Json,
    cli::{
        failure::Failure,
        globals::GlobalOptions,
        input::{Input, variable},
        output::print,
        runtime::block_on,
    },
    error::token::TokenErrorKind,
    jwt::parse::Jwt,
};

/// Options of `stytch-api verify-jwt`.
///
/// The JWT is the session JWT of a Member or a User, or the access token of an M2M client or a Connected App.
/// Its signature, issuer, audience and times are verified, with the public keys of the project. Whether a
/// session was revoked meanwhile is not: `b2b sessions authenticate` asks Stytch.
#[derive(Args)]
pub(super) struct VerifyJwtOptions {
    /// The file with the JWT; standard input by default
    #[arg(default_value = "-", hide_default_value = true)]
    file: PathBuf,

    /// The environment variable with the JWT
    #[arg(long, value_name = "NAME", conflicts_with = "file")]
    env: Option<String>,
}

/// Verifies a JWT and prints its claims.
pub(super) fn verify_jwt(
    globals: &GlobalOptions,
    options: &VerifyJwtOptions,
) -> Result<(), Failure> {
    let input = Input::default();
    let jwt = match &options.env {
        Some(name) => variable("--env", name)?,
        None => input.file("the JWT", &options.file)?,
    };
    let jwt = jwt.trim();
    let connection = globals.connection.connect(&input, |builder| builder)?;
    let host = connection.host();
    let claims = block_on(async {
        let verified = verify(connection.client(), jwt).await;
        verified.map_err(|error| Failure::error(&error, &host))
    })?;
    print(&format!("{claims:#}"))
}

/// Returns the claims of a valid JWT. What they say about the kind of the token only selects the check, which
/// rejects any other kind.
async fn verify(client: &Client, jwt: &str) -> Result<Json, Error> {
    let claims = parse_claims(jwt)?;
    let has = |claim| claims.get(claim).is_some();
    match (has("https://stytch.com/session"), has("https://stytch.com/organization")) {
        (true, true) => drop(client.b2b().sessions().authenticate_jwt(jwt).await?),
        (true, false) => drop(client.consumer().sessions().authenticate_jwt(jwt).await?),
        (false, _) => drop(client.b2b().m2m().authenticate_token(jwt).await?),
    }
    Ok(claims)
}

/// Parses the claims, which are not verified yet.
fn parse_claims(jwt: &str) -> Result<Json, TokenErrorKind> {
    let claims = Jwt::parse(jwt)?.decode_claims()?;
    serde_json::from_slice(&claims).map_err(|_| TokenErrorKind::Malformed)
}
