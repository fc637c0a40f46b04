//! M2M clients and their access tokens.

use std::time::Duration;

use crate::{
    common::{
        ClientStatus, GrantType, M2mClient, M2mClientWithClientSecret,
        M2mClientWithNextClientSecret, TokenType,
        m2m::{
            self,
            clients::{
                self,
                secrets::{self},
            },
        },
    },
    sandbox::{
        handlers::{
            prelude::*,
            search::{Search, Test},
        },
        store::m2m_clients::{KeptSecret, M2mRecord, last_four},
    },
};

/// Lifetime of an access token in seconds.
const TOKEN_LIFETIME: u16 = 3600;

pub(crate) fn handlers() -> Vec<Handler> {
    vec![
        handler(create),
        handler(|store, it: &clients::GetRequest| {
            Ok(Shown { m2m_client: store.m2m_clients.get(&it.client_id)?.client.clone() })
        }),
        handler(|store, it: &clients::UpdateRequest| {
            let client = &mut store.m2m_clients.get_mut(&it.client_id)?.client;
            *client = apply_update(client, it);
            Ok(Shown { m2m_client: client.clone() })
        }),
        handler(search),
        handler(|store, it: &secrets::RotateStartRequest| {
            let next_client_secret = Secret::from(random::token());
            let record = store.m2m_clients.get_mut(&it.client_id)?;
            let client = record.start_rotation(next_client_secret.clone())?;
            let m2m_client = M2mClientWithNextClientSecret {
                next_client_secret,
                trusted_metadata: client.trusted_metadata.clone(),
                ..with_fields_of(client)
            };
            Ok(secrets::RotateStartResponse { m2m_client, ..Default::default() })
        }),
        handler(|store, it: &secrets::RotateCancelRequest| {
            let record = store.m2m_clients.get_mut(&it.client_id)?;
            Ok(Shown { m2m_client: record.end_rotation(KeptSecret::Current)?.clone() })
        }),
        handler(|store, it: &secrets::RotateRequest| {
            let record = store.m2m_clients.get_mut(&it.client_id)?;
            Ok(Shown { m2m_client: record.end_rotation(KeptSecret::Next)?.clone() })
        }),
        handler(|store, it: &clients::DeleteRequest| {
            let client_id = store.m2m_clients.remove(&it.client_id)?.client.client_id;
            Ok(clients::DeleteResponse { client_id, ..Default::default() })
        }),
        edited_handler(token, add_envelope),
    ]
}

object! {
    /// The fields of a response with a client.
    Shown {
        m2m_client: M2mClient,
    }
}

fn create(store: &mut Store, request: &clients::CreateRequest) -> Result<clients::CreateResponse> {
    let client_id = request.client_id.clone().unwrap_or_else(|| random::id("m2m-client"));
    reject_if(store.m2m_clients.get(&client_id).is_ok(), ErrorType::DuplicateM2mClientId)?;
    let secret = request.client_secret.clone().unwrap_or_else(|| Secret::from(random::token()));
    reject_if(secret.expose().chars().count() < 8, ErrorType::InsecureM2mClientSecret)?;
    let client = M2mClient {
        client_id,
        client_name: request.client_name.clone().unwrap_or_default(),
        client_description: request.client_description.clone().unwrap_or_default(),
        status: ClientStatus::Active,
        scopes: request.scopes.clone(),
        client_secret_last_four: last_four(&secret),
        trusted_metadata: Some(request.trusted_metadata.clone().unwrap_or_default()),
        ..Default::default()
    };
    let m2m_client = M2mClientWithClientSecret {
        client_secret: secret.clone(),
        trusted_metadata: client.trusted_metadata.clone(),
        ..with_fields_of(&client)
    };
    store.m2m_clients.save(M2mRecord { client, secret, next_secret: None })?;
    Ok(clients::CreateResponse { m2m_client, ..Default::default() })
}

fn search(store: &mut Store, request: &clients::SearchRequest) -> Result<clients::SearchResponse> {
    let (records, results_metadata) = SEARCH.run(store, request, store.m2m_clients.iter())?;
    let m2m_clients = records.into_iter().map(|record| record.client.clone()).collect();
    Ok(clients::SearchResponse { m2m_clients, results_metadata, ..Default::default() })
}

fn token(store: &mut Store, request: &m2m::TokenRequest) -> Result<m2m::TokenResponse> {
    store.check_project(&request.project_id)?;
    if request.grant_type != GrantType::ClientCredentials {
        let message = "The `grant_type` must be `client_credentials`.";
        return Err(Problem::oauth(400, ErrorType::UnsupportedGrantType, message));
    }
    let record = store.m2m_clients.get(&request.client_id).ok();
    let Some(M2mRecord { client, .. }) = record.filter(|it| it.accepts(&request.client_secret))
    else {
        let message = "No active M2M client has this ID and secret.";
        return Err(Problem::oauth(401, ErrorType::InvalidClient, message));
    };
    let scope = request.scope.clone().unwrap_or_else(|| client.scopes.join(" "));
    let has_scope = |scope: &str| client.scopes.iter().any(|granted| granted == scope);
    if !scope.split_ascii_whitespace().all(has_scope) {
        let message = "The M2M client does not have all of these scopes.";
        return Err(Problem::oauth(400, ErrorType::InvalidScope, message));
    }
    let claims = Metadata::from_iter([("scope".to_owned(), scope.into())]);
    let lifetime = Duration::from_secs(TOKEN_LIFETIME.into());
    Ok(m2m::TokenResponse {
        access_token: store.keys.issue(&client.client_id, lifetime, claims),
        token_type: TokenType::Bearer,
        expires_in: TOKEN_LIFETIME.into(),
        ..Default::default()
    })
}

/// Adds the fields that the vendor's SDKs require of every response, in addition to those of RFC 6749.
fn add_envelope(fields: &mut Metadata) {
    fields.insert("status_code".to_owned(), 200.into());
    fields.insert("request_id".to_owned(), random::id("request-id").into());
}

/// A client with a secret, which only the response that creates the secret shows.
fn with_fields_of<T: Object + Clone + Default>(client: &M2mClient) -> T {
    apply_update(&T::default(), client)
}

const SEARCH: Search<M2mRecord> = Search {
    resource: "m2m",
    filters: &[
        ("client_id", Test::OneOf(|_, it| vec![&it.client.client_id])),
        ("client_name", Test::OneOf(|_, it| vec![&it.client.client_name])),
        ("scopes", Test::OneOf(|_, it| it.client.scopes.iter().map(String::as_str).collect())),
    ],
};
