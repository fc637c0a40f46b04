//! Recovery codes of Members.

use stytch_api::b2b::{
    FactorDeliveryMethod,
    recovery_codes::{GetRequest, RecoverRequest, RotateRequest},
};

use crate::fixture::{Fixture, SECRET, assert_error, code, exposed};

#[tokio::test]
async fn each_code_can_be_used_once() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let codes = fixture.b2b().recovery_codes();
    let recover =
        |code: &str| codes.recover(RecoverRequest::new("acme", &migrated.member_id, code));

    let used = migrated.recovery_codes[3].expose();
    let recovered = recover(used).await.expect("a session");
    assert_eq!(recovered.recovery_codes_remaining, 9);
    assert!(!recovered.session_token.is_empty());
    let session = recovered.member_session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::RecoveryCode);
    assert!(factor.recovery_code_factor.is_some());

    let message = assert_error(recover(used).await, 401, "unable_to_authenticate_recovery_code");
    assert!(!message.contains(used), "{message}");
    let remaining =
        codes.get(GetRequest::new("acme", &migrated.member_id)).await.expect("the codes");
    let mut expected = exposed(&migrated.recovery_codes);
    expected.remove(3);
    assert_eq!(exposed(&remaining.recovery_codes), expected);
}

#[tokio::test]
async fn codes_can_be_rotated_after_the_last_one() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let migration = fixture.migration(&member_id).recovery_codes(["only-one-code"]);
    fixture.b2b().totps().migrate(migration).await.expect("a migration");
    let codes = fixture.b2b().recovery_codes();
    let recover = RecoverRequest::new("acme", &member_id, "only-one-code");
    assert_eq!(codes.recover(recover).await.expect("a session").recovery_codes_remaining, 0);
    let remaining = codes.get(GetRequest::new("acme", &member_id)).await.expect("no codes");
    assert!(remaining.recovery_codes.is_empty());

    let new = codes.rotate(RotateRequest::new("acme", &member_id)).await.expect("new codes");
    assert_eq!(new.recovery_codes.len(), 10);
    let newer = codes.rotate(RotateRequest::new("acme", &member_id)).await.expect("new codes");
    let old = RecoverRequest::new("acme", &member_id, &new.recovery_codes[0]);
    assert_error(codes.recover(old).await, 401, "unable_to_authenticate_recovery_code");
    let current = RecoverRequest::new("acme", &member_id, &newer.recovery_codes[0]);
    codes.recover(current).await.expect("a session");
}

#[tokio::test]
async fn invalid_recovery_is_rejected() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let codes = fixture.b2b().recovery_codes();
    let totp_code = RecoverRequest::new("acme", &migrated.member_id, code(SECRET, 0));
    assert_error(codes.recover(totp_code).await, 400, "totp_code_used_as_recovery_code");

    let other = fixture.member("bob@acme.example").await;
    let not_found = "recovery_codes_not_found";
    assert_error(codes.get(GetRequest::new("acme", &other)).await, 404, not_found);
    assert_error(codes.rotate(RotateRequest::new("acme", &other)).await, 404, not_found);
    let code = migrated.recovery_codes[0].expose();
    let of_other_member = RecoverRequest::new("acme", &other, code);
    assert_error(codes.recover(of_other_member).await, 404, not_found);
    let unknown = RecoverRequest::new("acme", "member-test-0", code);
    assert_error(codes.recover(unknown).await, 404, "member_not_found");
}
