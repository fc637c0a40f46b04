//! The sandbox's clock.

use std::time::{Duration, SystemTime};

use stytch_api::{
    b2b::{
        sessions::AuthenticateRequest,
        totps::{self, CreateRequest},
    },
    totp::Authenticator,
};

use crate::fixture::{Fixture, assert_error};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn session_expires_when_the_clock_is_advanced() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.log_in(&migrated.member_id).await;
    let request = || AuthenticateRequest::new().session_token(&login.session_token);
    let sessions = fixture.b2b().sessions();

    fixture.sandbox.advance(HOUR / 2);
    let session = sessions.authenticate(request()).await.expect("a session").member_session;
    let accessed_at = session.last_accessed_at.to_system_time().expect("a timestamp");
    assert!(accessed_at >= SystemTime::now() + HOUR / 2 - Duration::from_secs(60));
    fixture.sandbox.advance(HOUR / 2);
    assert_error(sessions.authenticate(request()).await, 404, "session_not_found");
}

#[tokio::test]
async fn local_verification_can_follow_the_clock() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    fixture.sandbox.advance(HOUR);
    let created = fixture.member("bob@acme.example").await;
    let created = CreateRequest::new("acme", &created).expiration_minutes(60);
    let created = fixture.b2b().totps().create(created).await.expect("a TOTP");
    let authenticator = Authenticator::from_base32(created.secret.expose()).expect("base32");
    let code = authenticator.code(fixture.sandbox.now());
    let login = totps::AuthenticateRequest::new("acme", &created.member_id, code);
    let login = fixture.b2b().totps().authenticate(login).await.expect("a session");
    assert_ne!(login.member_id, migrated.member_id);

    let jwt = login.session_jwt.expose();
    let sessions = fixture.b2b().sessions();
    sessions.authenticate_jwt(jwt).await.expect_err("a JWT from the future");
    let verified = sessions.authenticate_jwt(jwt).now(fixture.sandbox.now()).await;
    assert_eq!(verified.expect("a session").session.member_id, login.member_id);
    fixture.sandbox.advance(Duration::from_secs(300));
    let expired = sessions.authenticate_jwt(jwt).now(fixture.sandbox.now()).await;
    assert!(expired.expect_err("an expired JWT").to_string().contains("expired"));
}
