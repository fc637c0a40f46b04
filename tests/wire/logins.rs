//! Logins: complete, or with a factor missing.

use serde_json::{Value, json};
use stytch_api::{
    b2b::{MemberSession, MfaRequired, PrimaryRequired, magic_links::AuthenticateRequest, totps},
    consumer,
    login::{Login, LoginResponse as _},
};
use stytch_tests::{MockResponse, Server};

/// Returns the result of a login whose response has the required fields and these.
async fn login(fields: Value) -> Login<MemberSession> {
    let mut body = json!({
        "member_id": "member-test-1",
        // Stytch sends the tokens that a login does not have as empty strings.
        "session_token": "",
        "session_jwt": "",
        "intermediate_session_token": "",
        "member_session": null,
        "mfa_required": null,
        "primary_required": null,
    });
    let fields = fields.as_object().expect("an object").clone();
    body.as_object_mut().expect("an object").extend(fields);
    let server = Server::start([MockResponse::json(body.to_string())]).await;
    let request = AuthenticateRequest::new("token");
    let response = server.client().b2b().magic_links().authenticate(request).await;
    response.expect("a response").login()
}

#[tokio::test]
async fn complete_login_has_a_session() {
    let complete = login(json!({
        "member_authenticated": true,
        "session_token": "token",
        "session_jwt": "jwt",
        "member_session": { "member_session_id": "session-test-1" },
    }));
    let Login::Complete { session, session_token, session_jwt, .. } = complete.await else {
        panic!("the login is not complete");
    };
    assert_eq!(session.member_session_id, "session-test-1");
    assert_eq!((session_token.expose(), session_jwt.expose()), ("token", "jwt"));
}

#[tokio::test]
async fn unfinished_login_names_the_missing_factor() {
    let second = login(json!({
        "intermediate_session_token": "intermediate",
        "mfa_required": { "member_options": { "mfa_phone_number": "+12025550162" } },
    }));
    let Login::SecondFactor { intermediate_session_token, mfa_required, .. } = second.await else {
        panic!("no second factor is required");
    };
    assert_eq!(intermediate_session_token.expose(), "intermediate");
    let MfaRequired { member_options, .. } = mfa_required;
    assert_eq!(member_options.expect("options").mfa_phone_number, "+12025550162");

    let first = login(json!({
        "intermediate_session_token": "intermediate",
        "primary_required": { "allowed_auth_methods": ["sso"] },
        "mfa_required": {},
    }));
    let Login::FirstFactor { primary_required, .. } = first.await else {
        panic!("no first factor is required");
    };
    let PrimaryRequired { allowed_auth_methods, .. } = primary_required;
    assert_eq!(allowed_auth_methods[0].as_str(), "sso");
}

/// A session is never reported for a Member who is not authenticated.
#[tokio::test]
async fn contradictory_login_has_no_session() {
    for fields in [
        json!({}),
        json!({ "member_authenticated": true }),
        json!({ "member_authenticated": true, "session_token": "token", "member_session": {} }),
        json!({
            "member_authenticated": false,
            "session_token": "token",
            "session_jwt": "jwt",
            "member_session": {},
        }),
    ] {
        assert_eq!(login(fields.clone()).await, Login::NoSession, "{fields}");
    }
}

#[test]
fn second_factor_and_user_login_are_logins() {
    let body = r#"{"member_id":"m","session_token":"t","session_jwt":"j","member_session":{}}"#;
    let response: totps::AuthenticateResponse = serde_json::from_str(body).expect("a response");
    assert!(matches!(response.login(), Login::Complete { .. }));

    // The request has asked for no session.
    let body = r#"{"user_id":"u","session_token":"","session_jwt":"","session":null}"#;
    let response: consumer::passwords::AuthenticateResponse =
        serde_json::from_str(body).expect("a response");
    assert_eq!((&response.session_token, &response.session_jwt), (&None, &None));
    assert_eq!(response.login(), Login::NoSession);
}
