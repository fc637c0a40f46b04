//! Passcodes of Members.

use std::time::Duration;

use stytch_api::b2b::{
    FactorType,
    otps::email::{AuthenticateRequest, LoginOrSignupRequest},
};

use crate::fixture::{Fixture, assert_error};

#[tokio::test]
async fn passcode_logs_a_member_in_once() {
    let fixture = Fixture::new().await;
    let email = fixture.member_email().await;
    let otps = fixture.b2b().otps().email();
    let send = || otps.login_or_signup(LoginOrSignupRequest::new("acme", &email));
    let authenticate =
        |code: &str| otps.authenticate(AuthenticateRequest::new("acme", &email, code));
    send().await.expect("an email");
    let message = fixture.last_message();
    assert_eq!((message.token, message.link), (None, None));
    let code = message.code.expect("a passcode");
    assert!(code.expose().len() == 6 && code.expose().bytes().all(|it| it.is_ascii_digit()));

    let login = authenticate(code.expose()).await.expect("a login");
    assert!(login.member_authenticated && login.member.email_address_verified);
    let factor = &login.member_session.expect("a session").authentication_factors[0];
    assert_eq!(factor.r#type, FactorType::EmailOtp);
    assert_error(authenticate(code.expose()).await, 401, "unable_to_auth_otp_code");
    assert_error(authenticate("no code").await, 404, "otp_code_not_found");
}

#[tokio::test]
async fn expired_and_replaced_passcodes_are_rejected() {
    let fixture = Fixture::new().await;
    let email = fixture.member_email().await;
    let otps = fixture.b2b().otps().email();
    let send = || otps.login_or_signup(LoginOrSignupRequest::new("acme", &email));
    let authenticate =
        |code: &str| otps.authenticate(AuthenticateRequest::new("acme", &email, code));
    send().await.expect("an email");
    let replaced = fixture.passcode();
    send().await.expect("an email");
    let expired = fixture.passcode();
    // Two random passcodes may be equal.
    if replaced != expired {
        assert_error(authenticate(replaced.expose()).await, 401, "unable_to_auth_otp_code");
    }
    fixture.sandbox.advance(Duration::from_secs(600));
    assert_error(authenticate(expired.expose()).await, 401, "unable_to_auth_otp_code");
    for minutes in [1, 16] {
        let send = LoginOrSignupRequest::new("acme", &email).login_expiration_minutes(minutes);
        assert_error(otps.login_or_signup(send).await, 400, "invalid_expiration_otp");
    }
}

#[tokio::test]
async fn passcode_of_another_member_is_rejected() {
    let fixture = Fixture::new().await;
    let email = fixture.member_email().await;
    fixture.member("bob@acme.example").await;
    let otps = fixture.b2b().otps().email();
    otps.login_or_signup(LoginOrSignupRequest::new("acme", &email)).await.expect("an email");
    let other = AuthenticateRequest::new("acme", "bob@acme.example", fixture.passcode());
    assert_error(otps.authenticate(other).await, 404, "otp_code_not_found");
    let own = AuthenticateRequest::new("acme", &email, fixture.passcode());
    otps.authenticate(own).await.expect("a login");
}
