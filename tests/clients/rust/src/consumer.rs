//! M2M clients and Users.

use serde_json::json;
use stytch::consumer::{
    client::Client,
    m2m::{AuthenticateTokenRequest, M2MSearchQuery, M2MSearchQueryOperator, TokenRequest},
    m2m_clients as clients,
    m2m_clients_secrets::{RotateCancelRequest, RotateStartRequest},
    sessions, totps,
    users::{self, SearchUsersQuery, SearchUsersQueryOperator},
};

use crate::steps::{check, code, refused, step};

pub async fn run(client: &Client) {
    m2m(client).await;
    users(client).await;
}

async fn m2m(client: &Client) {
    let clients = &client.m2m.clients;
    let create =
        clients::CreateRequest { scopes: vec!["read:users".to_owned()], ..Default::default() };
    let created = step("create client", clients.create(create)).await.m2m_client;
    let client_id = &created.client_id;
    let token = |client_secret: &str| {
        client.m2m.token(TokenRequest {
            client_id: client_id.clone(),
            client_secret: client_secret.to_owned(),
            scopes: None,
            grant_type: "client_credentials".to_owned(),
        })
    };
    let access_token = step("get token", token(&created.client_secret)).await.access_token;
    let verify = |access_token: &str, scope: &str| {
        client.m2m.authenticate_token(AuthenticateTokenRequest {
            access_token: access_token.to_owned(),
            required_scopes: Some(vec![scope.to_owned()]),
            ..Default::default()
        })
    };
    let claims = step("verify token", verify(&access_token, "read:users")).await;
    check("token is of the client", &claims.client_id, client_id);
    let missing = verify(&access_token, "write:users").await;
    let is_unauthorized = matches!(missing, Err(stytch::Error::Unauthorized));
    check("missing scope is refused", is_unauthorized, true);
    let forged = format!("{}AAAAAAAA", &access_token[..access_token.len() - 8]);
    let forged = verify(&forged, "read:users").await;
    check("forged token is refused", matches!(forged, Err(stytch::Error::JWTError(_))), true);
    refused("wrong secret", "invalid_client", token("wrong")).await;

    let get = || clients.get(clients::GetRequest { client_id: client_id.clone() });
    step("get client", get()).await;
    let update = clients::UpdateRequest {
        client_id: client_id.clone(),
        client_name: Some("Billing".to_owned()),
        ..Default::default()
    };
    let updated = step("update client", clients.update(update)).await;
    check("client is updated", updated.m2m_client.client_name.as_str(), "Billing");
    let operands = vec![json!({ "filter_name": "client_id", "filter_value": [client_id] })];
    let query = M2MSearchQuery { operator: M2MSearchQueryOperator::AND, operands };
    let search = clients::SearchRequest { query: Some(query), ..Default::default() };
    let found = step("search clients", clients.search(search)).await.m2m_clients;
    let found: Vec<_> = found.iter().map(|it| &it.client_id).collect();
    check("client is found", found, vec![client_id]);

    let start = RotateStartRequest { client_id: client_id.clone() };
    let started = step("start rotation", clients.secrets.rotate_start(start)).await.m2m_client;
    step("token of the next secret", token(&started.next_client_secret)).await;
    let cancel = RotateCancelRequest { client_id: client_id.clone() };
    step("cancel rotation", clients.secrets.rotate_cancel(cancel)).await;
    refused("canceled secret", "invalid_client", token(&started.next_client_secret)).await;
    let delete = clients::DeleteRequest { client_id: client_id.clone() };
    step("delete client", clients.delete(delete)).await;
    refused("deleted client", "m2m_client_not_found", get()).await;
}

async fn users(client: &Client) {
    let users = &client.users;
    let create = || {
        users.create(users::CreateRequest {
            email: Some("ada@acme.example".to_owned()),
            ..Default::default()
        })
    };
    let user_id = step("create user", create()).await.user_id;
    refused("duplicate user", "duplicate_email", create()).await;
    let get = || users.get(users::GetRequest { user_id: user_id.clone() });
    step("get user", get()).await;
    let update = users::UpdateRequest {
        user_id: user_id.clone(),
        external_id: Some("ada".to_owned()),
        ..Default::default()
    };
    step("update user", users.update(update)).await;
    let operands = vec![json!({ "filter_name": "user_id", "filter_value": ["ada"] })];
    let query = SearchUsersQuery { operator: SearchUsersQueryOperator::AND, operands };
    let search = users::SearchRequest { query: Some(query), ..Default::default() };
    let found = step("search users", users.search(search)).await.results;
    let found: Vec<_> = found.iter().map(|it| &it.user_id).collect();
    check("user is found", found, vec![&user_id]);

    let create = totps::CreateRequest { user_id: user_id.clone(), ..Default::default() };
    let totp = step("create user's TOTP", client.totps.create(create)).await;
    let authenticate = totps::AuthenticateRequest {
        user_id: user_id.clone(),
        totp_code: code(&totp.secret),
        session_duration_minutes: Some(60),
        ..Default::default()
    };
    let login = step("log user in", client.totps.authenticate(authenticate)).await;
    let session = sessions::AuthenticateRequest {
        session_jwt: Some(login.session_jwt),
        ..Default::default()
    };
    let session = step("authenticate user's JWT", client.sessions.authenticate(session)).await;
    check("JWT is of the user", &session.session.user_id, &user_id);
    let delete = users::DeleteRequest { user_id: user_id.clone() };
    step("delete user", users.delete(delete)).await;
    refused("deleted user", "user_not_found", get()).await;
}
