//! A small user program with hyper, rustls and serde: a minimal pooled client over TLS.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use driver::{
    AUTHORIZATION, MEMBER_ID, ORGANIZATION_ID, PATH, Plan, RECOVERY_CODES, REGISTRATION_ID, SECRET,
    TIMEOUT,
};
use http_body_util::{BodyExt, Full};
use hyper::{
    Request, Uri,
    header::{AUTHORIZATION as AUTHORIZATION_HEADER, CONTENT_TYPE, USER_AGENT},
};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls_platform_verifier::BuilderVerifierExt;
use shapes::{MigrateRequest, MigrateResponse};

type Client = legacy::Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plan = Plan::from_args();
    let client = build_client();
    let uri: Uri = format!("{}{PATH}", plan.url).parse().expect("the URL is valid");
    plan.run(move || migrate(client.clone(), uri.clone())).await;
}

fn build_client() -> Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .expect("TLS is set up")
        .with_no_client_auth();
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_connect_timeout(Some(Duration::from_secs(10)));
    let https = HttpsConnectorBuilder::new()
        .with_tls_config(tls)
        .https_or_http()
        .enable_http1()
        .wrap_connector(http);
    legacy::Client::builder(TokioExecutor::new()).build(https)
}

async fn migrate(client: Client, uri: Uri) {
    let request = MigrateRequest {
        organization_id: ORGANIZATION_ID.to_owned(),
        member_id: MEMBER_ID.to_owned(),
        secret: SECRET.to_owned(),
        recovery_codes: Some(RECOVERY_CODES.into_iter().map(str::to_owned).collect()),
    };
    let body = serde_json::to_vec(&request).expect("the request is encoded");
    let request = Request::post(uri)
        .header(AUTHORIZATION_HEADER, AUTHORIZATION)
        .header(USER_AGENT, "a-program/1.0")
        .header(CONTENT_TYPE, "application/json")
        .body(Full::from(body))
        .expect("the request is valid");
    let migrated = tokio::time::timeout(TIMEOUT, async {
        let response = client.request(request).await.expect("the call succeeds");
        assert!(response.status().is_success());
        let body = response.into_body().collect().await.expect("the response is read").to_bytes();
        serde_json::from_slice::<MigrateResponse>(&body).expect("the response is decoded")
    });
    let migrated = migrated.await.expect("the call doesn't time out");
    assert_eq!(migrated.totp_registration_id, REGISTRATION_ID);
}
