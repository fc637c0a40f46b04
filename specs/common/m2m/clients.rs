//! The M2M clients themselves, each an OAuth client.

pub mod secrets;

use crate::{
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
    /// Creates an M2M client, or imports an existing one.
    ///
    /// Only this response contains the client secret: Stytch stores a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/m2m/client/create-m2m-client"]
    Clients::create: POST "/v1/m2m/clients";

    body {
        /// Scopes that the client can get a token for.
        scopes: Vec<String>,
        /// Existing ID to keep, unique in the project; generated when absent.
        client_id?: String,
        /// Existing secret to keep, at least 8 characters and hard to guess; generated when absent.
        client_secret?: Secret,
        /// Display name.
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
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// Filter of the search by `client_id`, `client_name` or `scopes`, each an array of exact
        /// values; all clients when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of clients.
        m2m_clients: Vec<M2mClient>,
        /// Total number of results and the cursor of the next page.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Deletes an M2M client.
    ///
    /// This cannot be undone. Its access tokens stay valid until they expire.
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
        /// The current state of the client.
        m2m_client!: M2mClient,
    }
}

endpoint! {
    /// Updates an M2M client, or activates or deactivates it.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list. Access tokens of a
    /// deactivated client stay valid until they expire.
    #[docs = "https://stytch.com/docs/api/update-m2m-client"]
    Clients::update: PUT "/v1/m2m/clients/{client_id}";

    path {
        /// ID of the client.
        client_id: String,
    }

    body {
        /// Display name.
        client_name?: String,
        /// What the client is for.
        client_description?: String,
        /// Status of the client.
        status?: ClientStatus,
        /// Scopes that the client can get a token for.
        scopes?: Vec<String>,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
    }

    response {
        /// The client after the call.
        m2m_client!: M2mClient,
    }
}
