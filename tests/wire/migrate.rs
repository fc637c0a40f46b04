//! Migrate TOTP, as Stytch documents it.

use stytch_api::b2b::{
    MemberStatus,
    totps::{MigrateRequest, MigrateResponse},
};
use stytch_tests::{MockResponse, Server};

const DOCUMENTED: &str = r#"{"member":{"email_address":"sandbox@stytch.com","email_address_verified":false,"is_breakglass":false,"member_id":"member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f","member_password_id":"member-password-test-2aaf4...","mfa_enrolled":false,"mfa_phone_number":"","mfa_phone_number_verified":false,"name":"","oauth_registrations":[],"organization_id":"organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931","sso_registrations":[],"scim_registrations":[],"status":"pending","trusted_metadata":{},"untrusted_metadata":{}},"member_id":"member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f","organization":{},"totp_registration_id":"member-totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c","recovery_codes":["ckss-2skx-ebow"],"request_id":"request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141","status_code":200}"#;

async fn migrate(body: &str, request: MigrateRequest) -> (MigrateResponse, Server) {
    let server = Server::start([MockResponse::json(body)]).await;
    let response = server.client().b2b().totps().migrate(request).await.unwrap();
    (response, server)
}

#[tokio::test]
async fn documented_response_is_decoded() {
    let request = MigrateRequest::new("organization", "member", "SECRET");
    let (response, _server) = migrate(DOCUMENTED, request).await;
    assert_eq!(response.status_code, 200);
    assert_eq!(response.request_id, "request-id-test-b05c992f-ebdc-489d-a754-c7e70ba13141");
    assert_eq!(
        response.totp_registration_id,
        "member-totp-test-41920359-8bbb-4fe8-8fa3-aaa83f35f02c"
    );
    assert_eq!(response.recovery_codes, ["ckss-2skx-ebow".into()]);
    assert_eq!(response.organization_id, None);
    assert_eq!(response.organization, stytch_api::b2b::Organization::default());
    let member = &response.member;
    assert_eq!(member.status, MemberStatus::Pending);
    assert_eq!(member.email_address, "sandbox@stytch.com");
    assert_eq!(member.trusted_metadata, Some(stytch_api::Metadata::new()));
    assert_eq!((member.is_admin, member.is_locked), (false, false));
    assert!(member.roles.is_empty() && member.retired_email_addresses.is_empty());
    assert!(member.scim_registrations.is_empty() && member.scim_registration.is_none());
    assert!(member.totp_registration_id.is_empty());
}

#[tokio::test]
async fn documented_request_is_sent() {
    let request = MigrateRequest::new("organization", "member", "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS")
        .recovery_codes(["ckss-2skx-ebow", "spbc-424h-usy0"]);
    let (_, server) = migrate(DOCUMENTED, request).await;
    let request = server.request();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("POST", "/v1/b2b/totp/migrate")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.body,
        r#"{"organization_id":"organization","member_id":"member","secret":"BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS","recovery_codes":["ckss-2skx-ebow","spbc-424h-usy0"]}"#
    );
}

#[tokio::test]
async fn unset_fields_are_omitted() {
    let (_, server) = migrate(DOCUMENTED, MigrateRequest::new("o", "m", "s")).await;
    assert_eq!(server.request().body, r#"{"organization_id":"o","member_id":"m","secret":"s"}"#);
}
