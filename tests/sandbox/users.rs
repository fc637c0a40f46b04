//! Users: their IDs, their logins, their sessions and what these allow.

use stytch_api::{
    Metadata, Secret,
    b2b::{Policy, PolicyPermission, PolicyRole},
    consumer::{
        AuthorizationCheck, Consumer, FactorDeliveryMethod, UserStatus,
        sessions::{AuthenticateRequest, GetRequest, RevokeRequest},
        totps::{self, RecoverRequest, RecoverResponse, RecoveryCodesRequest},
        users,
    },
    verify::JwtPolicy::{LocalOnly, RemoteOnly},
};

use crate::stage::{Stage, assert_refused, code};

impl Stage {
    fn consumer(&self) -> Consumer<'_> {
        self.client.consumer()
    }

    /// A User who may read, with an authenticator: its ID, and the authenticator.
    async fn user(&self, email: &str) -> (String, totps::CreateResponse) {
        let user = users::CreateRequest::new().email(email).roles(["reader"]);
        let user_id = self.consumer().users().create(user).await.expect("a User").user_id;
        let totp = self.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
        (user_id, totp.expect("an authenticator"))
    }

    /// Logs a User in by a recovery code.
    async fn recover(&self, user_id: &str, code: &Secret) -> RecoverResponse {
        let login = RecoverRequest::new(user_id, code).session_duration_minutes(60);
        self.consumer().totps().recover(login).await.expect("a session")
    }
}

#[tokio::test]
async fn a_user_is_kept_until_deleted() {
    let stage = Stage::new().await;
    let resource = stage.consumer().users();
    let metadata = Metadata::from_iter([("plan".to_owned(), "pro".into())]);
    let ada = users::CreateRequest::new()
        .email("ada@acme.example")
        .phone_number("+12025550162")
        .external_id("ada")
        .trusted_metadata(metadata.clone())
        .create_user_as_pending(true);
    let created = resource.create(ada).await.expect("a User");
    assert_eq!((&created.status, &created.user.user_id), (&UserStatus::Pending, &created.user_id));
    for reference in [created.user_id.as_str(), "ada"] {
        let kept = resource.get(users::GetRequest::new(reference)).await.expect("a User");
        assert_eq!(kept.user_id, created.user_id);
        assert_eq!(kept.emails[0].email_id, created.email_id);
        assert_eq!(kept.trusted_metadata.as_ref(), Some(&metadata));
        assert_eq!((&kept.status, &kept.created_at), (&created.status, &created.user.created_at));
        assert_eq!(kept.phone_numbers[0].phone_id, created.phone_id);
    }
    let new = users::CreateRequest::new;
    for (user, error_type) in [
        (new(), "no_user_arguments"),
        (new().email("nobody"), "invalid_email"),
        (new().phone_number("555"), "invalid_phone_number"),
        (new().email("ADA@acme.example"), "duplicate_email"),
        (new().phone_number("+12025550162"), "duplicate_phone_number"),
        (new().email("b@acme.example").external_id("ada"), "duplicate_external_id"),
        (new().email("b@acme.example").external_id(&created.user_id), "duplicate_external_id"),
    ] {
        assert_refused(resource.create(user).await, 400, error_type);
    }
    resource.delete(users::DeleteRequest::new("ada")).await.expect("a deletion");
    let gone = resource.get(users::GetRequest::new(&created.user_id)).await;
    assert_refused(gone, 404, "user_not_found");
    resource.create(new().email("ada@acme.example")).await.expect("room for another");
}

#[tokio::test]
async fn a_user_logs_in_by_an_authenticator() {
    let stage = Stage::new().await;
    let (user_id, totp) = stage.user("ada@acme.example").await;
    assert_eq!(totp.recovery_codes.len(), 10);
    assert!(!totp.user.totps[0].verified);
    let second = stage.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    assert_refused(second, 400, "pending_totp_exists");

    let passcode = code(totp.secret.expose(), 0);
    let login = totps::AuthenticateRequest::new(&user_id, passcode.as_str());
    // Nobody asks for a session.
    let login = stage.consumer().totps().authenticate(login).await.expect("a proof");
    assert!(login.session.is_none() && login.session_token.is_empty());
    assert!(login.user.totps[0].verified);
    assert_eq!(login.totp_id, totp.totp_id);
    let again = totps::AuthenticateRequest::new(&user_id, passcode);
    let again = stage.consumer().totps().authenticate(again).await;
    assert_refused(again, 401, "totp_code_already_authenticated");

    // Taken away, it makes room for another, which opens a session.
    let delete = users::DeleteTotpRequest::new(&totp.totp_id);
    let left = stage.consumer().users().delete_totp(delete).await.expect("a deletion").user;
    assert_eq!((left.user_id, left.totps.len()), (user_id.clone(), 0));
    let recover = RecoverRequest::new(&user_id, &totp.recovery_codes[0]);
    assert_refused(stage.consumer().totps().recover(recover).await, 404, "totp_not_found");
    let totp = stage.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    let login =
        totps::AuthenticateRequest::new(&user_id, code(totp.expect("room").secret.expose(), 0));
    let login = login.session_duration_minutes(60);
    let login = stage.consumer().totps().authenticate(login).await.expect("a login");
    let session = login.session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::AuthenticatorApp);
}

#[tokio::test]
async fn a_deleted_users_sessions_end() {
    let stage = Stage::new().await;
    let (user_id, totp) = stage.user("ada@acme.example").await;
    let login = stage.recover(&user_id, &totp.recovery_codes[0]).await;
    let delete = users::DeleteRequest::new(&user_id);
    stage.consumer().users().delete(delete).await.expect("a deletion");
    let request = AuthenticateRequest::new().session_token(&login.session_token);
    let gone = stage.consumer().sessions().authenticate(request).await;
    assert_refused(gone, 404, "session_not_found");
}

#[tokio::test]
async fn a_pending_user_is_active_from_the_first_login() {
    let stage = Stage::new().await;
    let user = users::CreateRequest::new().phone_number("+12025550162");
    let user = user.create_user_as_pending(true);
    let user_id = stage.consumer().users().create(user).await.expect("a User").user_id;
    let totp = stage.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    let totp = totp.expect("an authenticator");
    assert!(totp.qr_code.expose().contains("Sandbox:%2B12025550162?"));
    let login = stage.recover(&user_id, &totp.recovery_codes[0]).await;
    assert_eq!((totp.user.status, login.user.status), (UserStatus::Pending, UserStatus::Active));
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let stage = Stage::new().await;
    let (user_id, totp) = stage.user("ada@acme.example").await;
    let login = stage.recover(&user_id, &totp.recovery_codes[3]).await;
    let session = login.session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::RecoveryCode);
    let again = RecoverRequest::new(&user_id, &totp.recovery_codes[3]);
    let again = stage.consumer().totps().recover(again).await;
    assert_refused(again, 401, "unable_to_authenticate_recovery_code");
    let left = RecoveryCodesRequest::new(&user_id);
    let left = stage.consumer().totps().recovery_codes(left).await.expect("the rest");
    assert_eq!(left.totps[0].recovery_codes.len(), 9);

    // It goes into a session that is there, if that is the User's own.
    let into = |user_id: &str, code| {
        RecoverRequest::new(user_id, code).session_token(&login.session_token)
    };
    let same = into(&user_id, &totp.recovery_codes[0]);
    let same = stage.consumer().totps().recover(same).await.expect("the session");
    assert_eq!(same.session.expect("the session").session_id, session.session_id);
    let (other_id, other) = stage.user("bob@acme.example").await;
    let others = stage.consumer().totps().recover(into(&other_id, &other.recovery_codes[0])).await;
    assert_refused(others, 404, "session_not_found");
    // Refused before the code was used up.
    stage.recover(&other_id, &other.recovery_codes[0]).await;
}

#[tokio::test]
async fn a_session_is_authenticated_listed_and_revoked() {
    let stage = Stage::new().await;
    let (user_id, totp) = stage.user("ada@acme.example").await;
    let login = stage.recover(&user_id, &totp.recovery_codes[0]).await;
    let sessions = stage.consumer().sessions();
    let by_token = || AuthenticateRequest::new().session_token(&login.session_token);
    let by_jwt = || AuthenticateRequest::new().session_jwt(&login.session_jwt);
    let ends_at = login.session.expect("a session").expires_at;
    for request in [by_token(), by_jwt()] {
        let open = sessions.authenticate(request).await.expect("the session");
        assert_eq!(open.session.expires_at, ends_at);
        assert_eq!((&open.session.user_id, &open.user.user_id), (&user_id, &user_id));
        assert_eq!(open.session_token, login.session_token);
        assert_ne!(open.session_jwt, login.session_jwt);
    }
    assert_refused(
        sessions.authenticate(AuthenticateRequest::new()).await,
        400,
        "no_session_arguments",
    );
    let both = by_token().session_jwt(&login.session_jwt);
    assert_refused(sessions.authenticate(both).await, 400, "too_many_session_arguments");

    let list = async || sessions.get(GetRequest::new(&user_id)).await.expect("a list").sessions;
    assert_eq!(list().await.len(), 1);
    let nothing = sessions.revoke(RevokeRequest::new()).await;
    assert_refused(nothing, 400, "no_session_revoke_arguments");
    let session_id = list().await.remove(0).session_id;
    let revoke = RevokeRequest::new().session_id(session_id);
    sessions.revoke(revoke).await.expect("a revocation");
    assert_eq!(list().await.len(), 0);
    assert_refused(sessions.authenticate(by_jwt()).await, 404, "session_not_found");
}

#[tokio::test]
async fn a_users_jwt_is_checked_here_and_there() {
    let stage = Stage::new().await;
    let (user_id, totp) = stage.user("ada@acme.example").await;
    let login = stage.recover(&user_id, &totp.recovery_codes[0]).await;
    let reads = PolicyPermission::default().resource_id("documents").actions(["read"]);
    let reader = PolicyRole::default().role_id("reader").permissions([reads]);
    stage.sandbox.set_policy(Policy::default().roles([reader]));
    let sessions = stage.consumer().sessions();
    let permission =
        |action: &str| AuthorizationCheck::default().resource_id("documents").action(action);
    for policy in [LocalOnly, RemoteOnly] {
        let check = |action| {
            let check = sessions.authenticate_jwt(login.session_jwt.expose()).policy(policy);
            check.permission(permission(action))
        };
        let verified = check("read").await.expect("a session");
        assert_eq!(verified.session.user_id, user_id);
        assert_eq!(verified.verdict.expect("a verdict").granting_roles, ["reader"]);
        assert!(check("delete").await.is_err_and(|error| error.is_denied()), "{policy:?}");
    }
    let request = AuthenticateRequest::new().session_jwt(&login.session_jwt);
    let request = request.authorization_check(permission("delete"));
    let denied = sessions.authenticate(request).await;
    assert_refused(denied, 403, "consumer_session_authorization_error");
}
