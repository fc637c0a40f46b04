//! Recovery codes and how they are used up.

use stytch_api::b2b::{
    FactorDeliveryMethod,
    recovery_codes::{GetRequest, RecoverRequest, RotateRequest},
};

use crate::stage::{SECRET, Stage, assert_refused, code, exposed};

#[tokio::test]
async fn each_code_recovers_once() {
    let stage = Stage::new().await;
    let moved = stage.member_with_totp("ada@acme.example").await;
    let codes = stage.b2b().recovery_codes();
    let recover = |code: &str| codes.recover(RecoverRequest::new("acme", &moved.member_id, code));

    let used = moved.recovery_codes[3].expose();
    let recovered = recover(used).await.expect("a session");
    assert_eq!(recovered.recovery_codes_remaining, 9);
    assert!(!recovered.session_token.is_empty());
    let session = recovered.member_session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::RecoveryCode);
    assert!(factor.recovery_code_factor.is_some());

    let message = assert_refused(recover(used).await, 401, "unable_to_authenticate_recovery_code");
    assert!(!message.contains(used), "{message}");
    let left = codes.get(GetRequest::new("acme", &moved.member_id)).await.expect("the codes");
    let mut expected = exposed(&moved.recovery_codes);
    expected.remove(3);
    assert_eq!(exposed(&left.recovery_codes), expected);
}

#[tokio::test]
async fn all_codes_can_be_used_up_and_rotated() {
    let stage = Stage::new().await;
    let member_id = stage.member("ada@acme.example").await;
    let migration = stage.migration(&member_id).recovery_codes(["only-one-code"]);
    stage.b2b().totps().migrate(migration).await.expect("a migration");
    let codes = stage.b2b().recovery_codes();
    let recover = RecoverRequest::new("acme", &member_id, "only-one-code");
    assert_eq!(codes.recover(recover).await.expect("a session").recovery_codes_remaining, 0);
    let left = codes.get(GetRequest::new("acme", &member_id)).await.expect("no codes");
    assert!(left.recovery_codes.is_empty());

    let new = codes.rotate(RotateRequest::new("acme", &member_id)).await.expect("new codes");
    assert_eq!(new.recovery_codes.len(), 10);
    let newer = codes.rotate(RotateRequest::new("acme", &member_id)).await.expect("new codes");
    let old = RecoverRequest::new("acme", &member_id, &new.recovery_codes[0]);
    assert_refused(codes.recover(old).await, 401, "unable_to_authenticate_recovery_code");
    let fresh = RecoverRequest::new("acme", &member_id, &newer.recovery_codes[0]);
    codes.recover(fresh).await.expect("a session");
}

#[tokio::test]
async fn a_recovery_without_grounds_is_refused() {
    let stage = Stage::new().await;
    let moved = stage.member_with_totp("ada@acme.example").await;
    let codes = stage.b2b().recovery_codes();
    let totp_code = RecoverRequest::new("acme", &moved.member_id, code(SECRET, 0));
    assert_refused(codes.recover(totp_code).await, 400, "totp_code_used_as_recovery_code");

    let other = stage.member("bob@acme.example").await;
    let missing = "recovery_codes_not_found";
    assert_refused(codes.get(GetRequest::new("acme", &other)).await, 404, missing);
    assert_refused(codes.rotate(RotateRequest::new("acme", &other)).await, 404, missing);
    let code = moved.recovery_codes[0].expose();
    let foreign = RecoverRequest::new("acme", &other, code);
    assert_refused(codes.recover(foreign).await, 404, missing);
    let nobody = RecoverRequest::new("acme", "member-test-0", code);
    assert_refused(codes.recover(nobody).await, 404, "member_not_found");
}
