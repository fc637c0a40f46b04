//! The M2M clients themselves, each an OAuth client.

pub mod secrets;

use crate::{
    Metadata, Secret,
    common::{ClientStatus, M2mClient, M2mClientWithClientSecret, ResultsMetadata, SearchQuery},
    endpoint, resource,
};

resource! {
    /// M2M clients, each an OAuth client.
    pub Clients {
        endpoints: [CreateRequest, SearchRequest, DeleteRequest, GetRequest, UpdateRequest],
        /// Their client secrets.
        secrets: secrets::Secrets,
    }
}

endpoint! {
    /// Creates an M2M client, or takes over one that exists elsewhere.
    ///
    /// The answer is the only place to learn the client secret: Stytch keeps a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/m2m/client/create-m2m-client"]
    Clients::create: POST "/v1/m2m/clients";

    body {
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// ID to keep, unique in the project; a new one is minted when absent.
        client_id?: String,
        /// Secret to keep, 8 characters or more and hard to guess; a new one is minted when absent.
        client_secret?: Secret,
        /// Name to show.
        client_name?: String,
        /// What the client is for.
        client_description?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
    }

    response {
        /// The new client, with its client secret.
        m2m_client!: M2mClientWithClientSecret,
    }
}

endpoint! {
    /// Finds M2M clients.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/m2m/m2m-client/search-m2m-clients"]
    #[retry(safe)]
    #[pages(m2m_clients)]
    Clients::search: POST "/v1/m2m/clients/search";

    body {
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// What to look for, by `client_id`, `client_name` or `scopes`, each an array of exact
        /// values; all clients when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of clients.
        m2m_clients: Vec<M2mClient>,
        /// How many there are and how to go on.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Deletes an M2M client.
    ///
    /// This cannot be undone. Access tokens that it holds pass until they lapse.
    #[docs = "https://stytch.com/docs/b2b/api/delete-m2m-client"]
    Clients::delete: DELETE "/v1/m2m/clients/{client_id}";

    path {
        /// ID of the client.
        client_id: String,
    }

    response {
        /// ID of the client.
        client_id!: String,
    }
}

endpoint! {
    /// Reads one M2M client.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/m2m/client/get-m2m-client"]
    Clients::get: GET "/v1/m2m/clients/{client_id}";

    path {
        /// ID of the client.
        client_id: String,
    }

    response {
        /// The client as it stands.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Changes an M2M client, or switches it on or off.
    ///
    /// What is absent stays as it is; a list replaces the list that was there. Access tokens of a
    /// client that is switched off pass until they lapse.
    #[docs = "https://stytch.com/docs/api/update-m2m-client"]
    Clients::update: PUT "/v1/m2m/clients/{client_id}";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {
        /// Name to show.
        client_name?: String,
        /// What the client is for.
        client_description?: String,
        /// Whether the client is switched on.
        status?: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes?: Vec<String>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
    }

    response {
        /// The client as the call left it.
        m2m_client!: M2mClient,
    }
}
