//! Logins that require a second factor.

use std::time::Duration;

use stytch_api::b2b::{
    FactorDeliveryMethod, MemberSession, MfaMethod,
    organizations::{self, members},
    otps::sms,
    recovery_codes::RecoverRequest,
    sessions::ExchangeRequest,
};

use crate::fixture::{Fixture, SECRET, assert_error, code};

const PHONE: &str = "+12025550162";

fn methods(session: Option<MemberSession>) -> Vec<FactorDeliveryMethod> {
    let factors = session.expect("a session").authentication_factors;
    factors.into_iter().map(|factor| factor.delivery_method).collect()
}

#[tokio::test]
async fn required_totp_completes_the_login() {
    let fixture = Fixture::new().await;
    fixture.update_acme(|acme| acme.mfa_policy("REQUIRED_FOR_ALL")).await;
    let ada = fixture.member_with_totp("ada@acme.example").await;
    let bob = fixture.member_with_totp("bob@acme.example").await;
    let login = fixture.follow_link("ada@acme.example").await;
    assert!(!login.member_authenticated);
    assert_eq!((&login.session_token, &login.session_jwt), (&None, &None));
    assert_eq!(login.member_session, None);
    assert!(login.intermediate_session_token_expires_at.is_some());
    let required = login.mfa_required.expect("a second factor");
    assert_eq!(required.secondary_auth_initiated, None);
    let options = required.member_options.expect("options");
    assert_eq!(options.totp_registration_id, ada.totp_registration_id);

    let token = &login.intermediate_session_token.expect("a token");
    let totps = fixture.b2b().totps();
    let authenticate = |member_id: &str| {
        let request = fixture.authentication(member_id, &code(SECRET, 0));
        totps.authenticate(request.intermediate_session_token(token))
    };
    let other = authenticate(&bob.member_id).await;
    assert_error(other, 400, "invalid_intermediate_session_token_for_organization");
    let complete = authenticate(&ada.member_id).await.expect("a session");
    let expected = [FactorDeliveryMethod::Email, FactorDeliveryMethod::AuthenticatorApp];
    assert_eq!(methods(complete.member_session), expected);
    let again = fixture.authentication(&ada.member_id, &code(SECRET, 1));
    let again = totps.authenticate(again.intermediate_session_token(token)).await;
    assert_error(again, 404, "intermediate_session_not_found");
}

#[tokio::test]
async fn recovery_code_completes_the_login_of_an_enrolled_member() {
    let fixture = Fixture::new().await;
    let ada = fixture.member_with_totp("ada@acme.example").await;
    assert!(fixture.follow_link("ada@acme.example").await.member_authenticated);
    let update = members::UpdateRequest::new("acme", &ada.member_id).mfa_enrolled(true);
    fixture.b2b().organizations().members().update(update).await.expect("an update");

    let login = fixture.follow_link("ada@acme.example").await;
    assert!(!login.member_authenticated);
    let recover = RecoverRequest::new("acme", &ada.member_id, &ada.recovery_codes[0])
        .intermediate_session_token(login.intermediate_session_token.expect("a token"));
    let complete = fixture.b2b().recovery_codes().recover(recover).await.expect("a session");
    assert_eq!(complete.recovery_codes_remaining, 9);
    let expected = [FactorDeliveryMethod::Email, FactorDeliveryMethod::RecoveryCode];
    assert_eq!(methods(complete.member_session), expected);
}

#[tokio::test]
async fn passcode_is_sent_to_the_phone_when_it_is_required() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let otps = fixture.b2b().otps().sms();
    let request = || sms::SendRequest::new("acme", &member_id);
    assert_error(otps.send(request()).await, 404, "member_phone_number_not_found");
    let sent = otps.send(request().mfa_phone_number(PHONE)).await.expect("a text message");
    assert_eq!(sent.member.mfa_phone_number, PHONE);
    let other = otps.send(request().mfa_phone_number("+12025550199")).await;
    assert_error(other, 400, "duplicate_member_phone_number_for_member");
    let login = || sms::AuthenticateRequest::new("acme", &member_id, fixture.passcode());
    let enrolled = otps.authenticate(login().set_mfa_enrollment("enroll")).await;
    let member = enrolled.expect("a session").member;
    assert!(member.mfa_phone_number_verified && member.mfa_enrolled);
    assert_eq!(member.default_mfa_method, MfaMethod::SmsOtp);

    let first = fixture.follow_link("ada@acme.example").await;
    let required = first.mfa_required.expect("a second factor");
    assert_eq!(required.secondary_auth_initiated, Some(MfaMethod::SmsOtp));
    let message = fixture.last_message();
    assert_eq!((&*message.recipient, message.delivery_method), (PHONE, FactorDeliveryMethod::Sms));
    let token = first.intermediate_session_token.expect("a token");
    let complete = otps.authenticate(login().intermediate_session_token(token)).await;
    let expected = [FactorDeliveryMethod::Email, FactorDeliveryMethod::Sms];
    assert_eq!(methods(complete.expect("a session").member_session), expected);

    otps.send(request()).await.expect("a text message");
    fixture.sandbox.advance(Duration::from_secs(120));
    assert_error(otps.authenticate(login()).await, 401, "unable_to_auth_otp_code");
}

#[tokio::test]
async fn intermediate_session_expires_after_ten_minutes() {
    let fixture = Fixture::new().await;
    fixture.update_acme(|acme| acme.mfa_policy("REQUIRED_FOR_ALL")).await;
    let ada = fixture.member_with_totp("ada@acme.example").await;
    let login = fixture.follow_link("ada@acme.example").await;
    fixture.sandbox.advance(Duration::from_secs(600));
    let recover = RecoverRequest::new("acme", &ada.member_id, &ada.recovery_codes[0])
        .intermediate_session_token(login.intermediate_session_token.expect("a token"));
    let expired = fixture.b2b().recovery_codes().recover(recover).await;
    assert_error(expired, 404, "intermediate_session_not_found");
}

#[tokio::test]
async fn first_factor_must_be_one_that_the_organization_allows() {
    let fixture = Fixture::new().await;
    fixture.update_acme(|acme| acme.auth_methods("RESTRICTED").allowed_auth_methods(["sso"])).await;
    let login = fixture.follow_link(&fixture.member_email().await).await;
    assert!(!login.member_authenticated);
    let required = login.primary_required.expect("a first factor");
    assert_eq!(required.allowed_auth_methods, ["sso".into()]);
}

#[tokio::test]
async fn exchange_requires_the_second_factor_of_the_other_organization() {
    let fixture = Fixture::new().await;
    let login = fixture.follow_link(&fixture.member_email().await).await;
    let organizations = fixture.b2b().organizations();
    let strict = organizations::CreateRequest::new("Strict").mfa_policy("REQUIRED_FOR_ALL");
    organizations.create(strict).await.expect("an Organization");
    let ada = members::CreateRequest::new("strict", "ada@acme.example").mfa_phone_number(PHONE);
    let ada = organizations.members().create(ada).await.expect("a Member");

    let exchange =
        ExchangeRequest::new("strict").session_token(login.session_token.expect("a token"));
    let exchanged = fixture.b2b().sessions().exchange(exchange).await.expect("a login");
    assert_eq!(
        (exchanged.member_id, exchanged.member_authenticated),
        (ada.member_id.clone(), false)
    );
    assert_eq!(exchanged.session_token, None);
    assert!(exchanged.mfa_required.is_some());
    let complete = sms::AuthenticateRequest::new("strict", &ada.member_id, fixture.passcode())
        .intermediate_session_token(exchanged.intermediate_session_token.expect("a token"));
    let complete = fixture.b2b().otps().sms().authenticate(complete).await.expect("a session");
    let session = complete.member_session;
    assert_eq!(session.as_ref().expect("a session").organization_slug, "strict");
    assert_eq!(methods(session), [FactorDeliveryMethod::Email, FactorDeliveryMethod::Sms]);
}
