//! Magic links of Members.

use std::time::Duration;

use stytch_api::{
    b2b::{
        FactorDeliveryMethod, FactorType, MemberStatus,
        magic_links::{
            AuthenticateRequest,
            email::{InviteRequest, LoginOrSignupRequest},
        },
        organizations::members::GetRequest,
        sessions,
    },
    login::pkce::Pkce,
    sandbox::MessagePurpose,
};

use crate::fixture::{Fixture, assert_error};

const MINUTE: Duration = Duration::from_secs(60);

fn send_to(email: &str) -> LoginOrSignupRequest {
    LoginOrSignupRequest::new("acme", email)
}

#[tokio::test]
async fn link_logs_a_member_in() {
    let fixture = Fixture::new().await;
    let ada = fixture.member("ada@acme.example").await;
    let links = fixture.b2b().magic_links();
    let request =
        send_to("Ada@acme.example").login_redirect_url("https://acme.example/in?next=%2Fhome");
    let sent = links.email().login_or_signup(request).await.expect("an email");
    assert_eq!((sent.member_id, sent.member_created), (ada.clone(), false));

    let message = fixture.last_message();
    assert_eq!(message.recipient, "ada@acme.example");
    assert_eq!(message.delivery_method, FactorDeliveryMethod::Email);
    assert_eq!((message.purpose, message.code), (MessagePurpose::Login, None));
    let token = message.token.expect("a link");
    let expected = format!(
        "https://acme.example/in?next=%2Fhome&slug=acme\
         &stytch_token_type=multi_tenant_magic_links&token={}",
        token.expose()
    );
    assert_eq!(message.link.expect("a link").expose(), expected);

    let login = links.authenticate(AuthenticateRequest::new(&token)).await.expect("a login");
    assert!(login.member_authenticated && login.member.email_address_verified);
    assert_eq!((login.member_id, &login.organization), (ada, &fixture.acme));
    assert_eq!(login.mfa_required, None);
    assert_eq!(login.intermediate_session_token, None);
    let session = login.member_session.expect("a session");
    let [factor] = &session.authentication_factors[..] else { panic!("{session:?}") };
    assert_eq!(factor.r#type, FactorType::MagicLink);
    let email = factor.email_factor.as_ref().expect("an email address");
    assert_eq!((&email.email_id, &*email.email_address), (&login.method_id, "ada@acme.example"));
    let session =
        sessions::AuthenticateRequest::new().session_token(login.session_token.expect("a token"));
    fixture.b2b().sessions().authenticate(session).await.expect("a session");
    let verified =
        fixture.b2b().sessions().authenticate_jwt(login.session_jwt.expect("a JWT").expose()).await;
    assert_eq!(verified.expect("a session").session.member_id, login.member.member_id);
}

#[tokio::test]
async fn used_expired_and_unknown_tokens_are_rejected() {
    let fixture = Fixture::new().await;
    fixture.follow_link(&fixture.member_email().await).await;
    let links = fixture.b2b().magic_links();
    let authenticate = |token: &str| links.authenticate(AuthenticateRequest::new(token));
    let used = fixture.token();
    assert_error(authenticate(used.expose()).await, 401, "unable_to_auth_magic_link");
    assert_error(authenticate("KEEPOUT").await, 404, "magic_link_not_found");

    let send = send_to("ada@acme.example").login_expiration_minutes(5);
    links.email().login_or_signup(send).await.expect("an email");
    let token = fixture.token();
    fixture.sandbox.advance(5 * MINUTE);
    assert_error(authenticate(token.expose()).await, 401, "unable_to_auth_magic_link");

    for minutes in [4, 10_081] {
        let send = send_to("ada@acme.example").login_expiration_minutes(minutes);
        let result = links.email().login_or_signup(send).await;
        assert_error(result, 400, "invalid_expiration");
    }
    let send = send_to("ada@acme.example").login_redirect_url("nonsense");
    assert_error(links.email().login_or_signup(send).await, 400, "invalid_url");
}

#[tokio::test]
async fn invalid_session_fields_leave_the_token_unused() {
    let fixture = Fixture::new().await;
    let email = fixture.member_email().await;
    let session_token = fixture.follow_link(&email).await.session_token.expect("a token");
    let links = fixture.b2b().magic_links();
    links.email().login_or_signup(send_to(&email)).await.expect("an email");
    let request = || AuthenticateRequest::new(fixture.token());
    let unknown = links.authenticate(request().session_token("unknown")).await;
    assert_error(unknown, 404, "session_not_found");
    let unknown = links.authenticate(request().intermediate_session_token("unknown")).await;
    assert_error(unknown, 404, "intermediate_session_not_found");
    let again = links.authenticate(request().session_token(&session_token)).await;
    assert_eq!(again.expect("the session").session_token, Some(session_token));
}

#[tokio::test]
async fn pkce_verifier_is_checked() {
    let fixture = Fixture::new().await;
    let email = fixture.member_email().await;
    let links = fixture.b2b().magic_links();
    let (pkce, other) = (Pkce::new().expect("a pair"), Pkce::new().expect("a pair"));
    let send = send_to(&email).pkce_code_challenge(pkce.challenge());
    links.email().login_or_signup(send).await.expect("an email");
    let request = || AuthenticateRequest::new(fixture.token());
    assert_error(links.authenticate(request()).await, 400, "pkce_expected_code_verifier");
    let wrong = request().pkce_code_verifier(other.verifier());
    assert_error(links.authenticate(wrong).await, 400, "pkce_mismatch");
    let right = request().pkce_code_verifier(pkce.verifier());
    links.authenticate(right).await.expect("a login");

    links.email().login_or_signup(send_to(&email)).await.expect("an email");
    let unexpected = request().pkce_code_verifier(pkce.verifier());
    let unexpected = links.authenticate(unexpected).await;
    assert_error(unexpected, 400, "pkce_did_not_expect_code_verifier");
}

#[tokio::test]
async fn new_members_join_by_their_email_domain() {
    let fixture = Fixture::new().await;
    let email = fixture.b2b().magic_links().email();
    let sent = email.login_or_signup(send_to("bob@acme.example")).await;
    assert_error(sent, 400, "email_jit_provisioning_not_allowed");
    fixture
        .update_acme(|acme| {
            acme.email_allowed_domains(["acme.example"]).email_jit_provisioning("RESTRICTED")
        })
        .await;
    let invalid = send_to("bob@acme.example").signup_expiration_minutes(4);
    assert_error(email.login_or_signup(invalid).await, 400, "invalid_expiration");
    let sent = email.login_or_signup(send_to("bob@other.example")).await;
    assert_error(sent, 400, "invalid_email_for_jit_provisioning");

    let request = send_to("bob@acme.example").signup_redirect_url("https://acme.example/up");
    let sent = email.login_or_signup(request).await.expect("an email");
    assert!(sent.member_created);
    assert_eq!(sent.member.status, MemberStatus::Pending);
    assert_eq!(sent.member.roles[0].role_id, "stytch_member");
    let message = fixture.last_message();
    assert_eq!(message.purpose, MessagePurpose::Signup);
    assert!(message.link.expect("a link").expose().starts_with("https://acme.example/up?"));
    let login = AuthenticateRequest::new(fixture.token());
    let login = fixture.b2b().magic_links().authenticate(login).await.expect("a login");
    assert_eq!(login.member.status, MemberStatus::Active);
}

#[tokio::test]
async fn invitation_creates_a_member_who_accepts_it() {
    let fixture = Fixture::new().await;
    let email = fixture.b2b().magic_links().email();
    let invite = || InviteRequest::new("acme", "bob@acme.example");
    let invalid = email.invite(invite().invite_redirect_url("nonsense")).await;
    assert_error(invalid, 400, "invalid_url");
    let get = GetRequest::new("acme").email_address("bob@acme.example");
    let member = fixture.b2b().organizations().members().get(get).await;
    assert_error(member, 404, "member_not_found");
    let invited = email.invite(invite().name("Bob").roles(["stytch_admin"])).await;
    let invited = invited.expect("an invitation").member;
    assert_eq!((invited.status, &*invited.name), (MemberStatus::Invited, "Bob"));
    assert!(invited.is_admin);
    assert_eq!(fixture.last_message().purpose, MessagePurpose::Invite);
    let again = email.invite(invite()).await.expect("another invitation");
    assert_eq!(again.member_id, invited.member_id);

    fixture.sandbox.advance(10_079 * MINUTE);
    let login = AuthenticateRequest::new(fixture.token());
    let login = fixture.b2b().magic_links().authenticate(login).await.expect("a login");
    assert_eq!(login.member_id, invited.member_id);
    let get = GetRequest::new("acme").email_address("bob@acme.example");
    let member = fixture.b2b().organizations().members().get(get).await.expect("bob").member;
    assert_eq!(member.status, MemberStatus::Active);
    assert_error(email.invite(invite()).await, 400, "duplicate_member_email");

    fixture.update_acme(|acme| acme.email_invites("NOT_ALLOWED")).await;
    let invite = InviteRequest::new("acme", "carol@acme.example");
    assert_error(email.invite(invite).await, 400, "invalid_email_for_invites");
}

#[tokio::test]
async fn messages_hide_their_secrets_in_debug_output() {
    let fixture = Fixture::new().await;
    fixture.follow_link(&fixture.member_email().await).await;
    let message = fixture.last_message();
    let token = message.token.clone().expect("a link");
    assert!(!format!("{message:?}").contains(token.expose()));
    let json = serde_json::to_value(&message).expect("JSON");
    assert_eq!(json["recipient"], "ada@acme.example");
    assert_eq!((&json["delivery_method"], &json["purpose"]), (&"email".into(), &"login".into()));
    assert_eq!(json["token"], token.expose());
}
