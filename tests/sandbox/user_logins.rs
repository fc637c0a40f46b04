//! Logins of Users.

use std::time::Duration;

use stytch_api::{
    consumer::{FactorDeliveryMethod, UserStatus, magic_links, otps, passwords, sessions, users},
    sandbox::MessagePurpose,
};

use crate::fixture::{Fixture, assert_error};

const OLD: &str = "correct horse battery staple";
const NEW: &str = "another quite long password";
const EMAIL: &str = "ada@acme.example";
const PHONE: &str = "+12025550162";

#[tokio::test]
async fn magic_link_creates_a_user_and_logs_in() {
    let fixture = Fixture::new().await;
    let links = fixture.client.consumer().magic_links();
    let start = || {
        let request = magic_links::email::LoginOrCreateRequest::new(EMAIL)
            .login_magic_link_url("https://app.example/in")
            .signup_magic_link_url("https://app.example/up");
        links.email().login_or_create(request)
    };
    let invalid = magic_links::email::LoginOrCreateRequest::new(EMAIL).login_expiration_minutes(4);
    let invalid = links.email().login_or_create(invalid).await;
    assert_error(invalid, 400, "invalid_expiration");
    let sent = start().await.expect("an email");
    assert!(sent.user_created);
    let message = fixture.last_message();
    assert_eq!(message.purpose, MessagePurpose::Signup);
    let link = message.link.expect("a link");
    assert!(
        link.expose().starts_with("https://app.example/up?stytch_token_type=magic_links&token=")
    );

    let request = || magic_links::AuthenticateRequest::new(fixture.token());
    let login = links.authenticate(request().session_duration_minutes(60)).await.expect("a login");
    assert_eq!((&login.user_id, &login.method_id), (&sent.user_id, &sent.email_id));
    assert!(login.user.emails[0].verified && login.session_jwt.is_some());
    let factor = &login.session.expect("a session").authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::Email);
    assert_error(links.authenticate(request()).await, 401, "unable_to_auth_magic_link");

    assert!(!start().await.expect("an email").user_created);
    assert_eq!(fixture.last_message().purpose, MessagePurpose::Login);
    // Without a duration there is no session.
    let login = links.authenticate(request()).await.expect("a login");
    assert_eq!((login.session, login.session_token), (None, None));
}

#[tokio::test]
async fn embeddable_link_logs_in() {
    let fixture = Fixture::new().await;
    let consumer = fixture.client.consumer();
    let create = users::CreateRequest::new().email(EMAIL);
    let user_id = consumer.users().create(create).await.expect("a User").user_id;
    let link = magic_links::CreateRequest::new(&user_id);
    let link = consumer.magic_links().create(link).await.expect("a link");
    assert_eq!(fixture.sandbox.outbox(), []);
    let login = magic_links::AuthenticateRequest::new(link.token);
    let login = consumer.magic_links().authenticate(login).await.expect("a login");
    assert_eq!(login.user_id, user_id);
    assert!(login.method_id.starts_with("embedded-magic-link-test-"));
}

#[tokio::test]
async fn invitation_is_accepted_or_revoked() {
    let fixture = Fixture::new().await;
    let consumer = fixture.client.consumer();
    let email = consumer.magic_links().email();
    let invited = email.invite(magic_links::email::InviteRequest::new(EMAIL)).await;
    let user_id = invited.expect("an invitation").user_id;
    let get = || consumer.users().get(users::GetRequest::new(&user_id));
    assert_eq!(get().await.expect("ada").status, UserStatus::Pending);
    let login = || magic_links::AuthenticateRequest::new(fixture.token());
    consumer.magic_links().authenticate(login()).await.expect("a login");
    assert_eq!(get().await.expect("ada").status, UserStatus::Active);

    let invite = magic_links::email::InviteRequest::new("bob@acme.example");
    email.invite(invite).await.expect("an invitation");
    let revoke = magic_links::email::RevokeInviteRequest::new("bob@acme.example");
    email.revoke_invite(revoke).await.expect("a revocation");
    let revoked = consumer.magic_links().authenticate(login()).await;
    assert_error(revoked, 401, "unable_to_auth_magic_link");
}

#[tokio::test]
async fn passcodes_log_in_by_every_way() {
    let fixture = Fixture::new().await;
    let otps = fixture.client.consumer().otps();
    let sms = otps.sms().login_or_create(otps::sms::LoginOrCreateRequest::new(PHONE)).await;
    let sms = sms.expect("a text message");
    let authenticate = async |method_id: &str| {
        let request = otps::AuthenticateRequest::new(method_id, fixture.passcode());
        otps.authenticate(request.session_duration_minutes(60)).await
    };
    let login = authenticate(&sms.phone_id).await.expect("a login");
    assert!(login.user.phone_numbers[0].verified);
    let factor = &login.session.expect("a session").authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::Sms);
    assert_error(authenticate(&sms.phone_id).await, 401, "unable_to_auth_otp_code");

    let whatsapp = otps::whatsapp::SendRequest::new(PHONE);
    otps.whatsapp().send(whatsapp).await.expect("a message");
    assert_eq!(fixture.last_message().delivery_method, FactorDeliveryMethod::Whatsapp);
    authenticate(&sms.phone_id).await.expect("a login");

    let email = || otps::email::SendRequest::new(EMAIL);
    assert_error(otps.email().send(email()).await, 404, "email_not_found");
    let added = otps.email().send(email().user_id(&sms.user_id)).await.expect("an email");
    assert_error(authenticate(&sms.phone_id).await, 404, "otp_code_not_found");
    let login = authenticate(&added.email_id).await.expect("a login");
    assert_eq!((login.user_id, &*login.user.emails[0].email), (sms.user_id, EMAIL));
    otps.email().send(email()).await.expect("an email");
    fixture.sandbox.advance(Duration::from_secs(120));
    assert_error(authenticate(&added.email_id).await, 401, "unable_to_auth_otp_code");
}

#[tokio::test]
async fn password_logs_in_and_is_reset() {
    let fixture = Fixture::new().await;
    let passwords = fixture.client.consumer().passwords();
    let create = || passwords.create(passwords::CreateRequest::new(EMAIL, OLD));
    let created = create().await.expect("a User");
    let password = created.user.password.expect("a password");
    assert!(password.password_id.starts_with("password-test-") && !password.requires_reset);
    assert_error(create().await, 400, "duplicate_email");
    let authenticate = |password: &str| {
        let request = passwords::AuthenticateRequest::new(EMAIL, password);
        passwords.authenticate(request.session_duration_minutes(60))
    };
    assert!(authenticate(OLD).await.expect("a login").session_token.is_some());
    assert_error(authenticate(NEW).await, 401, "unauthorized_credentials");

    let start = passwords::email::ResetStartRequest::new(EMAIL);
    passwords.email().reset_start(start).await.expect("an email");
    let reset = passwords::email::ResetRequest::new(fixture.token(), NEW);
    let reset = passwords.email().reset(reset).await.expect("a login");
    assert!(reset.user.emails[0].verified);
    let login = authenticate(NEW).await.expect("a login");
    let request = passwords::existing_password::ResetRequest::new(EMAIL, NEW, OLD);
    passwords.existing_password().reset(request).await.expect("a login");
    let token = login.session_token.expect("a token");
    let request = passwords::sessions::ResetRequest::new(NEW).session_token(&token);
    let reset = passwords.sessions().reset(request).await.expect("a login");
    assert_eq!(reset.session_token, Some(token));
    authenticate(NEW).await.expect("a login");
}

#[tokio::test]
async fn imported_password_requires_a_reset() {
    let fixture = Fixture::new().await;
    let passwords = fixture.client.consumer().passwords();
    let migrate = passwords::MigrateRequest::new(EMAIL, "$2a$10$abcdefghijklmnopqrstuu", "bcrypt");
    let migrated = passwords.migrate(migrate.set_email_verified(true)).await.expect("a User");
    assert!(migrated.user_created && migrated.user.emails[0].verified);
    assert!(migrated.user.password.expect("a password").requires_reset);
    let login = passwords::AuthenticateRequest::new(EMAIL, OLD);
    assert_error(passwords.authenticate(login).await, 401, "reset_password");
}

#[tokio::test]
async fn session_starts_without_a_login() {
    let fixture = Fixture::new().await;
    let consumer = fixture.client.consumer();
    let create = users::CreateRequest::new().email(EMAIL);
    let user_id = consumer.users().create(create).await.expect("a User").user_id;
    let session = fixture.sandbox.log_in_user(&user_id);
    let request = sessions::AuthenticateRequest::new().session_token(session.session_token);
    assert_eq!(consumer.sessions().authenticate(request).await.expect("one").user.user_id, user_id);

    let member_id = fixture.member(EMAIL).await;
    let session = fixture.sandbox.log_in(&member_id);
    assert_eq!(session.member_session.authentication_factors.len(), 1);
    let verified = fixture.b2b().sessions().authenticate_jwt(session.session_jwt.expose()).await;
    assert_eq!(verified.expect("a session").session.member_id, member_id);
}
