//! M2M clients and their access tokens.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::{
    Secret,
    common::{
        ClientStatus, GrantType, M2mClient, M2mClientWithClientSecret, TokenType,
        m2m::{
            TokenRequest, TokenResponse,
            clients::{
                CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest,
                GetResponse, UpdateRequest, UpdateResponse,
            },
        },
    },
    sandbox::{
        handlers::handle::Handler,
        store::{apply_update::apply_update, problem::Problem, random, state::State},
    },
};

/// Seconds that an access token is good for.
const LIFETIME: i32 = 3600;

/// An M2M client with its secret.
pub(crate) struct M2mRecord {
    client: M2mClient,
    secret: Secret,
}

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let client_id = self.client_id.unwrap_or_else(|| random::id("m2m-client"));
        if state.m2m_clients.iter().any(|record| record.client.client_id == client_id) {
            let message = "An M2M client with this `client_id` exists already.";
            return Err(Problem::refused("duplicate_m2m_client_id", message));
        }
        let secret = self.client_secret.unwrap_or_else(|| Secret::from(random::token()));
        let text = secret.expose();
        if text.chars().count() < 8 {
            let message = "The `client_secret` must have 8 characters or more.";
            return Err(Problem::refused("insecure_m2m_client_secret", message));
        }
        let last_four = text.char_indices().rev().nth(3).map_or(text, |(at, _)| &text[at..]);
        let client = M2mClient {
            client_id,
            client_name: self.client_name.unwrap_or_default(),
            client_description: self.client_description.unwrap_or_default(),
            status: ClientStatus::Active,
            scopes: self.scopes,
            client_secret_last_four: last_four.to_owned(),
            trusted_metadata: Some(self.trusted_metadata.unwrap_or_default()),
            ..Default::default()
        };
        let m2m_client = M2mClientWithClientSecret {
            client_id: client.client_id.clone(),
            client_secret: secret.clone(),
            client_name: client.client_name.clone(),
            client_description: client.client_description.clone(),
            status: client.status.clone(),
            scopes: client.scopes.clone(),
            client_secret_last_four: client.client_secret_last_four.clone(),
            trusted_metadata: client.trusted_metadata.clone(),
            ..Default::default()
        };
        state.m2m_clients.push(M2mRecord { client, secret });
        Ok(CreateResponse { m2m_client, ..Default::default() })
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let index = state.m2m_client(&self.client_id)?;
        let m2m_client = state.m2m_clients[index].client.clone();
        Ok(GetResponse { m2m_client, ..Default::default() })
    }
}

impl Handler for UpdateRequest {
    fn handle(self, state: &mut State) -> Result<UpdateResponse, Problem> {
        let index = state.m2m_client(&self.client_id)?;
        let client = &mut state.m2m_clients[index].client;
        *client = apply_update(client, &self);
        Ok(UpdateResponse { m2m_client: client.clone(), ..Default::default() })
    }
}

impl Handler for DeleteRequest {
    fn handle(self, state: &mut State) -> Result<DeleteResponse, Problem> {
        let index = state.m2m_client(&self.client_id)?;
        let client_id = state.m2m_clients.remove(index).client.client_id;
        Ok(DeleteResponse { client_id, ..Default::default() })
    }
}

impl Handler for TokenRequest {
    fn handle(self, state: &mut State) -> Result<TokenResponse, Problem> {
        state.check_project(&self.project_id)?;
        if self.grant_type != GrantType::ClientCredentials {
            let message = "The `grant_type` must be `client_credentials`.";
            return Err(Problem::oauth(400, "unsupported_grant_type", message));
        }
        let record = state.m2m_clients.iter().find(|record| {
            record.client.client_id == self.client_id
                && record.client.status == ClientStatus::Active
                && record.secret == self.client_secret
        });
        let Some(M2mRecord { client, .. }) = record else {
            let message =
                "There is no M2M client that is switched on with this ID and this secret.";
            return Err(Problem::oauth(401, "invalid_client", message));
        };
        let asked = self.scope.unwrap_or_else(|| client.scopes.join(" "));
        let mut scopes = asked.split_ascii_whitespace();
        if !scopes.all(|scope| client.scopes.iter().any(|has| has == scope)) {
            let message = "The M2M client does not have all of these scopes.";
            return Err(Problem::oauth(400, "invalid_scope", message));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let claims = json!({
            "iss": format!("stytch.com/{}", state.project_id),
            "aud": [state.project_id],
            "sub": client.client_id,
            "iat": now,
            "nbf": now,
            "exp": now + u64::from(LIFETIME.unsigned_abs()),
            "jti": random::token(),
            "scope": asked,
        });
        Ok(TokenResponse {
            access_token: state.keys.sign(&claims),
            token_type: TokenType::Bearer,
            expires_in: LIFETIME,
            ..Default::default()
        })
    }
}

impl State {
    /// The place of the M2M client with this ID.
    fn m2m_client(&self, client_id: &str) -> Result<usize, Problem> {
        let found = self.m2m_clients.iter().position(|record| record.client.client_id == client_id);
        found.ok_or_else(|| {
            Problem::not_found("m2m_client_not_found", "The M2M client could not be found.")
        })
    }
}
