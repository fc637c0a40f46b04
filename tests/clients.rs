//! Clients of all APIs, for tests of endpoints that are known only at run time.

use stytch_api::{
    Client, ClientBuilder, JsonCall, ManagementClient, Metadata,
    schema::{Credentials, EndpointSpec},
};

/// A client of each API.
#[derive(Debug)]
pub struct Clients {
    project: Client,
    management: ManagementClient,
}

impl Clients {
    /// Creates clients that do not retry.
    ///
    /// # Panics
    /// If the configuration of a client is invalid.
    pub fn new(project: ClientBuilder, management: ClientBuilder<ManagementClient>) -> Self {
        Self {
            project: project.retries(0).build().expect("a valid client"),
            management: management.retries(0).build().expect("a valid client"),
        }
    }

    /// Calls an endpoint of any API.
    ///
    /// # Panics
    /// If the endpoint belongs to an API without a client.
    pub fn send_json(&self, endpoint: &'static EndpointSpec, fields: Metadata) -> JsonCall<'_> {
        match endpoint.host.credentials() {
            Credentials::Project => self.project.send_json(endpoint, fields),
            Credentials::WorkspaceKey => self.management.send_json(endpoint, fields),
            other => panic!("no client has {other:?}"),
        }
    }
}
