//! Passwords of Members.

use std::time::Duration;

use stytch_api::b2b::{
    FactorType,
    organizations::members::DeletePasswordRequest,
    passwords::{
        AuthenticateRequest, MigrateRequest, StrengthCheckRequest,
        email::{ResetRequest, ResetStartRequest},
        existing_password, sessions,
    },
};

use crate::fixture::{Fixture, assert_error};

const OLD: &str = "correct horse battery staple";
const NEW: &str = "another quite long password";

fn log_in(password: &str) -> AuthenticateRequest {
    AuthenticateRequest::new("acme", "ada@acme.example", password)
}

/// Creates a Member with the password `OLD`.
async fn with_password() -> Fixture {
    let fixture = Fixture::new().await;
    fixture.member("ada@acme.example").await;
    let email = fixture.b2b().passwords().email();
    let start = ResetStartRequest::new("acme", "ada@acme.example");
    email.reset_start(start).await.expect("an email");
    let reset = ResetRequest::new(fixture.token(), OLD);
    email.reset(reset).await.expect("a login");
    fixture
}

#[tokio::test]
async fn password_is_set_through_an_emailed_link() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let passwords = fixture.b2b().passwords();
    assert_error(passwords.authenticate(log_in(OLD)).await, 404, "member_password_not_found");
    let start = ResetStartRequest::new("acme", "ada@acme.example")
        .reset_password_redirect_url("https://acme.example/reset");
    let started = passwords.email().reset_start(start).await.expect("an email");
    assert_eq!(started.member_id, member_id);
    let link = fixture.last_message().link.expect("a link");
    let expected = "https://acme.example/reset?slug=acme&stytch_token_type=multi_tenant_passwords&";
    assert!(link.expose().starts_with(expected));

    let reset =
        |password: &str| passwords.email().reset(ResetRequest::new(fixture.token(), password));
    assert_error(reset("password").await, 400, "weak_password");
    let login = reset(OLD).await.expect("a login");
    assert_eq!(login.member_email_id, started.member_email_id);
    assert!(login.member.email_address_verified && !login.member.member_password_id.is_empty());
    assert_error(reset(OLD).await, 401, "unable_to_auth_password_reset_token");

    let login = passwords.authenticate(log_in(OLD)).await.expect("a login");
    let session = login.member_session.expect("a session");
    assert_eq!(session.authentication_factors[0].r#type, FactorType::Password);
    let message =
        assert_error(passwords.authenticate(log_in(NEW)).await, 401, "unauthorized_credentials");
    assert!(!message.contains(NEW), "{message}");
}

#[tokio::test]
async fn password_is_changed_with_the_old_one() {
    let fixture = with_password().await;
    let passwords = fixture.b2b().passwords();
    let reset = |old: &str| {
        let request = existing_password::ResetRequest::new("ada@acme.example", old, NEW, "acme");
        passwords.existing_password().reset(request)
    };
    assert_error(reset(NEW).await, 401, "unauthorized_credentials");
    assert!(reset(OLD).await.expect("a login").member_authenticated);
    passwords.authenticate(log_in(NEW)).await.expect("a login");
}

#[tokio::test]
async fn session_changes_the_password_and_ends_the_others() {
    let fixture = with_password().await;
    let passwords = fixture.b2b().passwords();
    let first = passwords.authenticate(log_in(OLD)).await.expect("a login");
    let second = passwords.authenticate(log_in(OLD)).await.expect("a login");
    let token = second.session_token.expect("a token");
    let reset = || {
        let request = sessions::ResetRequest::new("acme", NEW).session_token(&token);
        passwords.sessions().reset(request)
    };
    assert_eq!(reset().await.expect("a login").session_token.as_ref(), Some(&token));
    let other = sessions::ResetRequest::new("acme", NEW)
        .session_token(first.session_token.expect("a token"));
    assert_error(passwords.sessions().reset(other).await, 404, "session_not_found");
    fixture.sandbox.advance(Duration::from_secs(301));
    assert_error(reset().await, 400, "session_too_old_to_reset_password");
}

#[tokio::test]
async fn imported_password_requires_a_reset() {
    let fixture = Fixture::new().await;
    let passwords = fixture.b2b().passwords();
    let migrate = || {
        let hash = "$2a$10$abcdefghijklmnopqrstuu";
        passwords
            .migrate(MigrateRequest::new("ada@acme.example", hash, "bcrypt", "acme").name("Ada"))
    };
    let migrated = migrate().await.expect("a Member");
    assert!(migrated.member_created && migrated.member.email_address_verified);
    assert_eq!(migrated.member.organization_id, fixture.acme.organization_id);
    assert_error(migrate().await, 400, "password_already_exists");
    assert_error(passwords.authenticate(log_in(OLD)).await, 401, "member_reset_password");

    let delete = DeletePasswordRequest::new("acme", migrated.member.member_password_id);
    let members = fixture.b2b().organizations().members();
    assert_eq!(members.delete_password(delete).await.expect("ada").member.member_password_id, "");
    assert_error(passwords.authenticate(log_in(OLD)).await, 404, "member_password_not_found");
}

#[tokio::test]
async fn strength_check_matches_the_rule_for_new_passwords() {
    let fixture = Fixture::new().await;
    for (password, is_valid) in [("password", false), ("aaaaaaaaaaaaaaaa", false), (OLD, true)] {
        let check = StrengthCheckRequest::new(password);
        let checked = fixture.b2b().passwords().strength_check(check).await.expect("a check");
        assert_eq!((checked.valid_password, checked.score >= 3), (is_valid, is_valid));
    }
}
