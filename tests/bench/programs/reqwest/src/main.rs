//! A small hand-written user program with reqwest and serde, and the same TLS settings as `stytch-api`.

use std::{sync::Arc, time::Duration};

use driver::{
    AUTHORIZATION, MEMBER_ID, ORGANIZATION_ID, PATH, Plan, RECOVERY_CODES, REGISTRATION_ID, SECRET,
    TIMEOUT,
};
use reqwest::{
    Client,
    header::{AUTHORIZATION as AUTHORIZATION_HEADER, CONTENT_TYPE, HeaderMap, HeaderValue},
};
use rustls_platform_verifier::BuilderVerifierExt;
use shapes::{MigrateRequest, MigrateResponse};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plan = Plan::from_args();
    let client = build_client();
    let url: Arc<str> = format!("{}{PATH}", plan.url).into();
    plan.run(move || migrate(client.clone(), url.clone())).await;
}

fn build_client() -> Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .expect("TLS is set up")
        .with_no_client_auth();
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION_HEADER, HeaderValue::from_static(AUTHORIZATION));
    Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent("a-program/1.0")
        .default_headers(headers)
        .connect_timeout(Duration::from_secs(10))
        .timeout(TIMEOUT)
        .build()
        .expect("the client is set up")
}

async fn migrate(client: Client, url: Arc<str>) {
    let request = MigrateRequest {
        organization_id: ORGANIZATION_ID.to_owned(),
        member_id: MEMBER_ID.to_owned(),
        secret: SECRET.to_owned(),
        recovery_codes: Some(RECOVERY_CODES.into_iter().map(str::to_owned).collect()),
    };
    let body = serde_json::to_vec(&request).expect("the request is encoded");
    let response = client
        .post(&*url)
        .header(CONTENT_TYPE, "application/json")
        .body(body)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .expect("the call succeeds");
    let body = response.bytes().await.expect("the response is read");
    let migrated: MigrateResponse = serde_json::from_slice(&body).expect("the response is decoded");
    assert_eq!(migrated.totp_registration_id, REGISTRATION_ID);
}
