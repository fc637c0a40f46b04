//! M2M clients and their access tokens.

use std::time::Duration;

use crate::{
    common::{
        ClientStatus, GrantType, M2mClient, M2mClientWithClientSecret,
        M2mClientWithNextClientSecret, TokenType,
        m2m::{
            TokenRequest, TokenResponse,
            clients::{
                CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest,
                GetResponse, SearchRequest, SearchResponse, UpdateRequest, UpdateResponse,
                secrets::{
                    RotateCancelRequest, RotateCancelResponse, RotateRequest, RotateResponse,
                    RotateStartRequest, RotateStartResponse,
                },
            },
        },
    },
    sandbox::{
        handlers::{
            prelude::*,
            search::{Query, SearchedResource, Test, page},
        },
        store::m2m_clients::{KeptSecret, last_four},
    },
};

/// Lifetime of an access token in seconds.
const TOKEN_LIFETIME: u16 = 3600;

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse> {
        let client_id = self.client_id.unwrap_or_else(|| random::id("m2m-client"));
        if store.m2m_clients.contains(&client_id) {
            let message = "Another M2M client has this `client_id`.";
            return Err(Problem::bad_request(ErrorType::DuplicateM2mClientId, message));
        }
        let secret = self.client_secret.unwrap_or_else(|| Secret::from(random::token()));
        if secret.expose().chars().count() < 8 {
            let message = "The `client_secret` must have at least 8 characters.";
            return Err(Problem::bad_request(ErrorType::InsecureM2mClientSecret, message));
        }
        let client = M2mClient {
            client_id,
            client_name: self.client_name.unwrap_or_default(),
            client_description: self.client_description.unwrap_or_default(),
            status: ClientStatus::Active,
            scopes: self.scopes,
            client_secret_last_four: last_four(&secret),
            trusted_metadata: Some(self.trusted_metadata.unwrap_or_default()),
            ..Default::default()
        };
        let m2m_client = M2mClientWithClientSecret {
            client_secret: secret.clone(),
            trusted_metadata: client.trusted_metadata.clone(),
            ..with_fields_of(&client)
        };
        store.m2m_clients.insert(client, secret);
        Ok(CreateResponse { m2m_client, ..Default::default() })
    }
}

impl Handler for GetRequest {
    fn handle(self, store: &mut Store) -> Result<GetResponse> {
        let m2m_client = store.m2m_clients.get_mut(&self.client_id)?.clone();
        Ok(GetResponse { m2m_client, ..Default::default() })
    }
}

impl Handler for UpdateRequest {
    fn handle(self, store: &mut Store) -> Result<UpdateResponse> {
        let client = store.m2m_clients.get_mut(&self.client_id)?;
        *client = apply_update(client, &self);
        Ok(UpdateResponse { m2m_client: client.clone(), ..Default::default() })
    }
}

impl Handler for SearchRequest {
    fn handle(self, store: &mut Store) -> Result<SearchResponse> {
        let query = Query::parse(self.query.as_ref(), SearchedResource::M2mClient, test_named)?;
        let clients = store.m2m_clients.iter().filter(|client| query.matches(client));
        let id = |client: &M2mClient| client.client_id.clone();
        let (m2m_clients, results_metadata) =
            page(clients.cloned().collect(), id, self.cursor.as_deref(), self.limit)?;
        Ok(SearchResponse { m2m_clients, results_metadata, ..Default::default() })
    }
}

impl Handler for RotateStartRequest {
    fn handle(self, store: &mut Store) -> Result<RotateStartResponse> {
        let secret = Secret::from(random::token());
        let client = store.m2m_clients.start_rotation(&self.client_id, secret.clone())?;
        let m2m_client = M2mClientWithNextClientSecret {
            next_client_secret: secret,
            trusted_metadata: client.trusted_metadata.clone(),
            ..with_fields_of(client)
        };
        Ok(RotateStartResponse { m2m_client, ..Default::default() })
    }
}

impl Handler for RotateCancelRequest {
    fn handle(self, store: &mut Store) -> Result<RotateCancelResponse> {
        let client = store.m2m_clients.end_rotation(&self.client_id, KeptSecret::Current)?;
        Ok(RotateCancelResponse { m2m_client: client.clone(), ..Default::default() })
    }
}

impl Handler for RotateRequest {
    fn handle(self, store: &mut Store) -> Result<RotateResponse> {
        let client = store.m2m_clients.end_rotation(&self.client_id, KeptSecret::Next)?;
        Ok(RotateResponse { m2m_client: client.clone(), ..Default::default() })
    }
}

impl Handler for DeleteRequest {
    fn handle(self, store: &mut Store) -> Result<DeleteResponse> {
        let client_id = store.m2m_clients.remove(&self.client_id)?;
        Ok(DeleteResponse { client_id, ..Default::default() })
    }
}

impl Handler for TokenRequest {
    fn handle(self, store: &mut Store) -> Result<TokenResponse> {
        store.check_project(&self.project_id)?;
        if self.grant_type != GrantType::ClientCredentials {
            let message = "The `grant_type` must be `client_credentials`.";
            return Err(Problem::oauth(400, ErrorType::UnsupportedGrantType, message));
        }
        let client = store.m2m_clients.authenticate(&self.client_id, &self.client_secret);
        let Some(client) = client else {
            let message = "No active M2M client has this ID and secret.";
            return Err(Problem::oauth(401, ErrorType::InvalidClient, message));
        };
        let scope = self.scope.unwrap_or_else(|| client.scopes.join(" "));
        let has_scope = |scope: &str| client.scopes.iter().any(|granted| granted == scope);
        if !scope.split_ascii_whitespace().all(has_scope) {
            let message = "The M2M client does not have all of these scopes.";
            return Err(Problem::oauth(400, ErrorType::InvalidScope, message));
        }
        let claims = Metadata::from_iter([("scope".to_owned(), scope.into())]);
        let lifetime = Duration::from_secs(TOKEN_LIFETIME.into());
        Ok(TokenResponse {
            access_token: store.keys.issue(&client.client_id, lifetime, claims),
            token_type: TokenType::Bearer,
            expires_in: TOKEN_LIFETIME.into(),
            ..Default::default()
        })
    }

    /// Adds the fields that the vendor's SDKs require of every response, in addition to those of RFC 6749.
    fn encode(response: &TokenResponse) -> Metadata {
        let mut fields = to_json(response);
        fields.insert("status_code".to_owned(), 200.into());
        fields.insert("request_id".to_owned(), random::id("request-id").into());
        fields
    }
}

/// A client with a secret, which only the response that creates the secret shows.
fn with_fields_of<T: Object + Clone + Default>(client: &M2mClient) -> T {
    apply_update(&T::default(), client)
}

/// The test of the filter with this name.
fn test_named<'c>(filter: &str) -> Option<Test<&'c M2mClient>> {
    Some(match filter {
        "client_id" => Test::OneOf(|client| vec![&client.client_id]),
        "client_name" => Test::OneOf(|client| vec![&client.client_name]),
        "scopes" => Test::OneOf(|client| client.scopes.iter().map(String::as_str).collect()),
        _ => return None,
    })
}
