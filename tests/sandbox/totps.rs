//! Authenticators of Members and their codes.

use std::time::SystemTime;

use stytch_api::{
    b2b::{
        MfaEnrollment, MfaMethod,
        organizations::members::{self, DeleteTotpRequest},
        totps::{CreateRequest, MigrateRequest},
    },
    totp::Authenticator,
};

use crate::fixture::{Fixture, SECRET, assert_error, code, exposed, within_one_step};

#[tokio::test]
async fn migration_keeps_the_given_recovery_codes() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let codes = ["ckss-2skx-ebow", "spbc-424h-usy0", "ckss-2skx-ebow"];
    let migration = fixture.migration(&member_id).recovery_codes(codes);
    let migrated = fixture.b2b().totps().migrate(migration).await.expect("a migration");
    assert_eq!(exposed(&migrated.recovery_codes), codes);
    assert_eq!(migrated.member_id, member_id);
    assert_eq!(migrated.organization_id.as_ref(), Some(&fixture.acme.organization_id));
    assert!(migrated.totp_registration_id.starts_with("member-totp-test-"));
    assert_eq!(migrated.member.totp_registration_id, migrated.totp_registration_id);
    assert_eq!(migrated.organization, fixture.acme);
    assert_eq!(migrated.status_code, 200);
    assert!(migrated.request_id.starts_with("request-id-test-"));
}

#[tokio::test]
async fn migration_without_codes_generates_ten() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let mut codes = exposed(&migrated.recovery_codes);
    for code in &codes {
        let groups: Vec<_> = code.split('-').collect();
        let is_group = |group: &&str| {
            group.len() == 4 && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        assert!(groups.len() == 3 && groups.iter().all(is_group), "{code}");
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 10);
}

#[tokio::test]
async fn invalid_migration_is_rejected() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let totp = fixture.b2b().totps();
    for secret in ["KEEPOUT!", "0189", "BTGN X5RK", "btgnx5rk", "BT=GNX5RK", "====", ""] {
        let request = MigrateRequest::new("acme", &member_id, secret);
        let message = assert_error(totp.migrate(request).await, 400, "invalid_argument");
        assert!(secret.is_empty() || !message.contains(secret), "{message}");
    }
    let codes = fixture.migration(&member_id).recovery_codes([""]);
    assert_error(totp.migrate(codes).await, 400, "invalid_recovery_code");
    let unknown = MigrateRequest::new("acme", "member-test-0", SECRET);
    assert_error(totp.migrate(unknown).await, 404, "member_not_found");
    let unknown = MigrateRequest::new("unknown", &member_id, SECRET);
    assert_error(totp.migrate(unknown).await, 404, "organization_not_found");

    totp.migrate(fixture.migration(&member_id)).await.expect("a migration");
    let again = totp.migrate(fixture.migration(&member_id)).await;
    assert_error(again, 400, "active_totp_exists");
    let create = CreateRequest::new("acme", &member_id);
    assert_error(totp.create(create).await, 400, "active_totp_exists");
}

#[tokio::test]
async fn migration_accepts_a_padded_secret() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let secret = "BTGNX5RKJRMQWQFRQKTG34JCFY";
    let padded = MigrateRequest::new("acme", &member_id, format!("{secret}======"));
    fixture.b2b().totps().migrate(padded).await.expect("a migration");
    let login = fixture.authentication(&member_id, &code(secret, 0));
    fixture.b2b().totps().authenticate(login).await.expect("a session");
}

#[tokio::test]
async fn authenticators_of_all_formats_log_in_after_their_migration() {
    let fixture = Fixture::new().await;
    let totp = fixture.b2b().totps();
    let uri = "otpauth://totp/Example:ada@acme.example?secret=JBSWY3DPEHPK3PXP&issuer=Example";
    let export = "otpauth-migration://offline?\
                  data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC";
    let mut export = Authenticator::from_google_export(export).expect("an export");
    let authenticators = [
        Authenticator::from_base32("btgn x5rk jrmq wqfr qktg 34jc f6xd rhzs"),
        Authenticator::from_hex("48:65:6c:6c:6f:21:de:ad:be:ef"),
        Authenticator::from_bytes(b"a key of this text"),
        Authenticator::from_otpauth(uri),
        export.accounts.remove(0).authenticator,
    ];
    for (number, authenticator) in authenticators.into_iter().enumerate() {
        let authenticator = authenticator.expect("an authenticator");
        let member_id = fixture.member(&format!("{number}@acme.example")).await;
        let request = MigrateRequest::new("acme", &member_id, &authenticator);
        totp.migrate(request).await.expect("a migration");
        let code = authenticator.code(SystemTime::now());
        let login = fixture.authentication(&member_id, code.expose());
        totp.authenticate(login).await.expect("a session");
    }
}

#[tokio::test]
async fn new_authenticator_accepts_codes_of_its_secret() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let totp = fixture.b2b().totps();
    let created = totp.create(CreateRequest::new("acme", &member_id)).await.expect("a TOTP");
    let secret = created.secret.expose();
    assert_eq!(secret.len(), 32);
    assert_eq!(created.recovery_codes.len(), 10);
    let qr_code = created.qr_code.expose();
    assert!(qr_code.starts_with("data:text/plain,otpauth://totp/"), "{qr_code}");
    assert!(qr_code.contains(&format!("?secret={secret}&")), "{qr_code}");

    let again = totp.create(CreateRequest::new("acme", &member_id)).await;
    assert_error(again, 400, "pending_totp_exists");
    let login = fixture.authentication(&member_id, &code(secret, 0));
    let login = totp.authenticate(login).await.expect("a session");
    assert_eq!(login.member.default_mfa_method, MfaMethod::Totp);
    let again = totp.create(CreateRequest::new("acme", &member_id)).await;
    assert_error(again, 400, "active_totp_exists");

    for minutes in [4, 1441] {
        let other = fixture.member(&format!("bob{minutes}@acme.example")).await;
        let request = CreateRequest::new("acme", other).expiration_minutes(minutes);
        assert_error(totp.create(request).await, 400, "invalid_expiration");
    }
}

#[tokio::test]
async fn code_is_accepted_one_step_early_or_late() {
    let fixture = Fixture::new().await;
    let emails = std::sync::atomic::AtomicUsize::new(0);
    let results = within_one_step(async || {
        let mut results = Vec::new();
        for steps in -2..=2 {
            let number = emails.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let migrated = fixture.member_with_totp(&format!("{number}@acme.example")).await;
            let request = fixture.authentication(&migrated.member_id, &code(SECRET, steps));
            results.push(fixture.b2b().totps().authenticate(request).await);
        }
        results
    })
    .await;
    let accepted: Vec<_> = results.iter().map(Result::is_ok).collect();
    assert_eq!(accepted, [false, true, true, true, false]);
    for result in results.into_iter().filter(Result::is_err) {
        assert_error(result, 401, "unable_to_authenticate_totp");
    }
}

#[tokio::test]
async fn code_is_accepted_once() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let totp = fixture.b2b().totps();
    let used = code(SECRET, 0);
    let first = fixture.authentication(&migrated.member_id, &used);
    totp.authenticate(first).await.expect("a session");
    let replay = fixture.authentication(&migrated.member_id, &used);
    let message =
        assert_error(totp.authenticate(replay).await, 401, "totp_code_already_authenticated");
    assert!(!message.contains(&used), "{message}");
    let next = fixture.authentication(&migrated.member_id, &code(SECRET, 1));
    totp.authenticate(next).await.expect("another session");
}

#[tokio::test]
async fn invalid_code_is_rejected() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let totp = fixture.b2b().totps();
    for (code, error_type) in [
        ("12345", "invalid_totp_code"),
        ("1234567", "invalid_totp_code"),
        ("12a456", "invalid_totp_code"),
        (migrated.recovery_codes[0].expose(), "recovery_code_used_as_totp_code"),
    ] {
        let request = fixture.authentication(&migrated.member_id, code);
        let message = assert_error(totp.authenticate(request).await, 400, error_type);
        assert!(!message.contains(code), "{message}");
    }
    let other = fixture.member("bob@acme.example").await;
    let request = fixture.authentication(&other, "123456");
    assert_error(totp.authenticate(request).await, 404, "totp_not_found");
    let delete = DeleteTotpRequest::new("acme", &migrated.member_id);
    fixture.b2b().organizations().members().delete_totp(delete).await.expect("a deletion");
    let request = fixture.authentication(&migrated.member_id, &code(SECRET, 0));
    assert_error(totp.authenticate(request).await, 404, "totp_not_found");
}

#[tokio::test]
async fn login_can_change_the_mfa_enrollment() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let totp = fixture.b2b().totps();
    let enroll = fixture
        .authentication(&migrated.member_id, &code(SECRET, 0))
        .set_mfa_enrollment(MfaEnrollment::Enroll);
    assert!(totp.authenticate(enroll).await.expect("a session").member.mfa_enrolled);
    let unenroll = fixture
        .authentication(&migrated.member_id, &code(SECRET, 1))
        .set_mfa_enrollment(MfaEnrollment::Unenroll);
    assert!(!totp.authenticate(unenroll).await.expect("a session").member.mfa_enrolled);
    let get = members::GetRequest::new("acme").member_id(&migrated.member_id);
    let member = fixture.b2b().organizations().members().get(get).await.expect("ada").member;
    assert!(!member.mfa_enrolled);
}
