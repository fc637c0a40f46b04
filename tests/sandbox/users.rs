//! Users: their logins, sessions and permissions.

use serde_json::{Value, json};
use stytch_api::{
    Metadata, Secret,
    b2b::{Policy, PolicyPermission, PolicyRole, SearchQuery},
    consumer::{
        AuthorizationCheck, Consumer, FactorDeliveryMethod, UserStatus,
        sessions::{AuthenticateRequest, GetRequest, RevokeRequest},
        totps::{self, RecoverRequest, RecoverResponse, RecoveryCodesRequest},
        users,
    },
    verify::JwtPolicy::{LocalOnly, RemoteOnly},
};

use crate::fixture::{Fixture, assert_error, code};

impl Fixture {
    fn consumer(&self) -> Consumer<'_> {
        self.client.consumer()
    }

    /// Creates a User with the role `reader`. Returns the User's ID and a new authenticator.
    async fn user(&self, email: &str) -> (String, totps::CreateResponse) {
        let user = users::CreateRequest::new().email(email).roles(["reader"]);
        let user_id = self.consumer().users().create(user).await.expect("a User").user_id;
        let totp = self.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
        (user_id, totp.expect("an authenticator"))
    }

    /// Logs a User in with a recovery code.
    async fn recover(&self, user_id: &str, code: &Secret) -> RecoverResponse {
        let login = RecoverRequest::new(user_id, code).session_duration_minutes(60);
        self.consumer().totps().recover(login).await.expect("a session")
    }
}

#[tokio::test]
async fn user_can_be_created_read_and_deleted() {
    let fixture = Fixture::new().await;
    let resource = fixture.consumer().users();
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
        let stored = resource.get(users::GetRequest::new(reference)).await.expect("a User");
        assert_eq!(stored.user_id, created.user_id);
        assert_eq!(stored.emails[0].email_id, created.email_id);
        assert_eq!(stored.trusted_metadata.as_ref(), Some(&metadata));
        assert_eq!(
            (&stored.status, &stored.created_at),
            (&created.status, &created.user.created_at)
        );
        assert_eq!(stored.phone_numbers[0].phone_id, created.phone_id);
    }
    let new = users::CreateRequest::new;
    for (user, error_type) in [
        (new(), "invalid_create_user_request"),
        (new().email("invalid"), "invalid_email"),
        (new().phone_number("555"), "invalid_phone_number"),
        (new().email("ADA@acme.example"), "duplicate_email"),
        (new().phone_number("+12025550162"), "duplicate_phone_number"),
        (new().email("b@acme.example").external_id("ada"), "duplicate_user_external_id"),
        (new().email("b@acme.example").external_id(&created.user_id), "duplicate_user_external_id"),
    ] {
        assert_error(resource.create(user).await, 400, error_type);
    }
    resource.delete(users::DeleteRequest::new("ada")).await.expect("a deletion");
    let result = resource.get(users::GetRequest::new(&created.user_id)).await;
    assert_error(result, 404, "user_not_found");
    resource.create(new().email("ada@acme.example")).await.expect("the email address is free");
}

#[tokio::test]
async fn user_logs_in_with_an_authenticator() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    assert_eq!(totp.recovery_codes.len(), 10);
    assert!(!totp.user.totps[0].verified);
    let second = fixture.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    assert_error(second, 400, "pending_totp_exists");

    let current_code = code(totp.secret.expose(), 0);
    let login = totps::AuthenticateRequest::new(&user_id, current_code.as_str());
    // The request does not ask for a session.
    let login = fixture.consumer().totps().authenticate(login).await.expect("a login");
    assert!(login.session.is_none() && login.session_token.is_none());
    assert!(login.user.totps[0].verified);
    assert_eq!(login.totp_id, totp.totp_id);
    let again = totps::AuthenticateRequest::new(&user_id, current_code);
    let again = fixture.consumer().totps().authenticate(again).await;
    assert_error(again, 401, "totp_code_already_authenticated");

    // After its deletion, another authenticator can be created.
    let delete = users::DeleteTotpRequest::new(&totp.totp_id);
    let user = fixture.consumer().users().delete_totp(delete).await.expect("a deletion").user;
    assert_eq!((user.user_id, user.totps.len()), (user_id.clone(), 0));
    let recover = RecoverRequest::new(&user_id, &totp.recovery_codes[0]);
    assert_error(fixture.consumer().totps().recover(recover).await, 404, "totp_not_found");
    let totp = fixture.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    let login = totps::AuthenticateRequest::new(
        &user_id,
        code(totp.expect("an authenticator").secret.expose(), 0),
    );
    let login = login.session_duration_minutes(60);
    let login = fixture.consumer().totps().authenticate(login).await.expect("a login");
    let session = login.session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::AuthenticatorApp);
}

#[tokio::test]
async fn deleting_a_user_revokes_its_sessions() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    let login = fixture.recover(&user_id, &totp.recovery_codes[0]).await;
    let delete = users::DeleteRequest::new(&user_id);
    fixture.consumer().users().delete(delete).await.expect("a deletion");
    let request =
        AuthenticateRequest::new().session_token(login.session_token.as_ref().expect("a token"));
    let result = fixture.consumer().sessions().authenticate(request).await;
    assert_error(result, 404, "session_not_found");
}

#[tokio::test]
async fn first_login_activates_a_pending_user() {
    let fixture = Fixture::new().await;
    let user = users::CreateRequest::new().phone_number("+12025550162");
    let user = user.create_user_as_pending(true);
    let user_id = fixture.consumer().users().create(user).await.expect("a User").user_id;
    let totp = fixture.consumer().totps().create(totps::CreateRequest::new(&user_id)).await;
    let totp = totp.expect("an authenticator");
    assert!(totp.qr_code.expose().contains("Sandbox:%2B12025550162?"));
    let login = fixture.recover(&user_id, &totp.recovery_codes[0]).await;
    assert_eq!((totp.user.status, login.user.status), (UserStatus::Pending, UserStatus::Active));
}

#[tokio::test]
async fn recovery_code_can_be_used_once() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    let login = fixture.recover(&user_id, &totp.recovery_codes[3]).await;
    let session = login.session.expect("a session");
    let factor = &session.authentication_factors[0];
    assert_eq!(factor.delivery_method, FactorDeliveryMethod::RecoveryCode);
    let again = RecoverRequest::new(&user_id, &totp.recovery_codes[3]);
    let again = fixture.consumer().totps().recover(again).await;
    assert_error(again, 401, "unable_to_authenticate_recovery_code");
    let request = RecoveryCodesRequest::new(&user_id);
    let remaining = fixture.consumer().totps().recovery_codes(request).await.expect("the codes");
    assert_eq!(remaining.totps[0].recovery_codes.len(), 9);

    // The factor can be added to an existing session of the same User.
    let recover_into = |user_id: &str, code| {
        RecoverRequest::new(user_id, code)
            .session_token(login.session_token.as_ref().expect("a token"))
    };
    let same = recover_into(&user_id, &totp.recovery_codes[0]);
    let same = fixture.consumer().totps().recover(same).await.expect("the session");
    assert_eq!(same.session.expect("the session").session_id, session.session_id);
    let (other_id, other) = fixture.user("bob@acme.example").await;
    let of_other_user = recover_into(&other_id, &other.recovery_codes[0]);
    let of_other_user = fixture.consumer().totps().recover(of_other_user).await;
    assert_error(of_other_user, 404, "session_not_found");
    // The rejected login did not use the code.
    fixture.recover(&other_id, &other.recovery_codes[0]).await;
}

#[tokio::test]
async fn session_is_authenticated_listed_and_revoked() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    let login = fixture.recover(&user_id, &totp.recovery_codes[0]).await;
    let sessions = fixture.consumer().sessions();
    let by_token =
        || AuthenticateRequest::new().session_token(login.session_token.as_ref().expect("a token"));
    let by_jwt =
        || AuthenticateRequest::new().session_jwt(login.session_jwt.as_ref().expect("a JWT"));
    let expires_at = login.session.expect("a session").expires_at;
    for request in [by_token(), by_jwt()] {
        let authenticated = sessions.authenticate(request).await.expect("the session");
        assert_eq!(authenticated.session.expires_at, expires_at);
        assert_eq!(
            (&authenticated.session.user_id, &authenticated.user.user_id),
            (&user_id, &user_id)
        );
        assert_eq!(Some(authenticated.session_token), login.session_token);
        assert_ne!(Some(authenticated.session_jwt), login.session_jwt);
    }
    assert_error(
        sessions.authenticate(AuthenticateRequest::new()).await,
        400,
        "no_session_arguments",
    );
    let both = by_token().session_jwt(login.session_jwt.as_ref().expect("a JWT"));
    assert_error(sessions.authenticate(both).await, 400, "too_many_session_arguments");

    let list = async || sessions.get(GetRequest::new(&user_id)).await.expect("a list").sessions;
    assert_eq!(list().await.len(), 1);
    let empty = sessions.revoke(RevokeRequest::new()).await;
    assert_error(empty, 400, "no_session_revoke_arguments");
    let session_id = list().await.remove(0).session_id;
    let revoke = RevokeRequest::new().session_id(session_id);
    sessions.revoke(revoke).await.expect("a revocation");
    assert_eq!(list().await.len(), 0);
    assert_error(sessions.authenticate(by_jwt()).await, 404, "session_not_found");
}

#[tokio::test]
async fn user_jwt_is_verified_locally_and_remotely() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    let login = fixture.recover(&user_id, &totp.recovery_codes[0]).await;
    let reads = PolicyPermission::new("documents", ["read"]);
    let reader = PolicyRole::new("reader", "", [reads]);
    fixture.sandbox.set_policy(Policy::default().roles([reader]));
    let sessions = fixture.consumer().sessions();
    let permission = |action: &str| AuthorizationCheck::new("documents", action);
    for policy in [LocalOnly, RemoteOnly] {
        let check = |action| {
            let check = sessions
                .authenticate_jwt(login.session_jwt.as_ref().expect("a JWT").expose())
                .policy(policy);
            check.permission(permission(action))
        };
        let verified = check("read").await.expect("a session");
        assert_eq!(verified.session.user_id, user_id);
        assert_eq!(verified.verdict.expect("a verdict").granting_roles, ["reader"]);
        assert!(check("delete").await.is_err_and(|error| error.is_denied()), "{policy:?}");
    }
    let request =
        AuthenticateRequest::new().session_jwt(login.session_jwt.as_ref().expect("a JWT"));
    let request = request.authorization_check(permission("delete"));
    let denied = sessions.authenticate(request).await;
    assert_error(denied, 403, "consumer_session_authorization_error");
}

#[tokio::test]
async fn users_are_updated_and_searched() {
    let fixture = Fixture::new().await;
    let resource = fixture.consumer().users();
    let (ada, _) = fixture.user("ada@acme.example").await;
    let (bob, _) = fixture.user("bob@acme.example").await;
    let update = users::UpdateRequest::new(&ada).external_id("ada").roles(["editor"]);
    let updated = resource.update(update).await.expect("an update");
    assert_eq!((&updated.user_id, updated.emails.len()), (&ada, 1));
    assert_eq!(updated.user.roles, ["stytch_user", "editor"]);
    let duplicate = users::UpdateRequest::new(&bob).external_id("ada");
    assert_error(resource.update(duplicate).await, 400, "duplicate_user_external_id");
    assert_error(resource.update(users::UpdateRequest::new("x")).await, 404, "user_not_found");

    let search = async |name: &str, value: Value| {
        let operand = json!({ "filter_name": name, "filter_value": value });
        let query = json!({ "operator": "AND", "operands": [operand] });
        let query: SearchQuery = serde_json::from_value(query).expect("a query");
        let found = resource.search(users::SearchRequest::new().query(query)).await?;
        Ok(found.results.into_iter().map(|user| user.user_id).collect::<Vec<_>>())
    };
    for (name, value, expected) in [
        ("email_address", json!(["BOB@acme.example"]), vec![&bob]),
        ("email_address_fuzzy", json!("acme"), vec![&ada, &bob]),
        ("user_id", json!(["ada"]), vec![&ada]),
        ("status", json!("active"), vec![&ada, &bob]),
        ("status", json!("pending"), vec![]),
        ("phone_number", json!(["+12025550162"]), vec![]),
    ] {
        let found = search(name, value).await.expect("a page");
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{name}");
    }
    for (name, value, error_type) in [
        ("email_address_fuzzy", json!("ac"), "user_search_email_address_fuzzy_too_short"),
        ("email_address", json!("ada"), "user_search_expected_array_of_string"),
        ("status", json!(true), "user_search_expected_string"),
        ("shoe_size", json!(7), "user_search_filter_name_not_recognized"),
    ] {
        assert_error(search(name, value).await, 400, error_type);
    }
    let first = resource.search(users::SearchRequest::new().limit(1)).await.expect("a page");
    let cursor = first.results_metadata.next_cursor.expect("a cursor");
    let second = resource.search(users::SearchRequest::new().cursor(cursor)).await;
    assert_eq!(second.expect("a page").results[0].user_id, bob);
}

/// The vendor's SDKs reject a response without these fields.
#[tokio::test]
async fn session_secrets_are_empty_without_a_session() {
    let fixture = Fixture::new().await;
    let (user_id, totp) = fixture.user("ada@acme.example").await;
    let body = json!({ "user_id": user_id, "totp_code": code(totp.secret.expose(), 0) });
    let (_, stateful) = fixture.send("POST", "/v1/totps/authenticate", &body.to_string()).await;
    let body = json!({ "public_key_credential": "" }).to_string();
    let (_, shaped) = fixture.send("POST", "/v1/webauthn/authenticate", &body).await;
    for response in [stateful, shaped] {
        assert_eq!(response["session_token"], "", "{response}");
        assert_eq!(response["session_jwt"], "", "{response}");
    }
}
