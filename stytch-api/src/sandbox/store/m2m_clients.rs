//! The M2M clients and their secrets.

use crate::{
    ErrorType, Secret,
    common::{ClientStatus, M2mClient},
    sandbox::store::problem::Problem,
};

/// All M2M clients, oldest first.
#[derive(Default)]
pub(crate) struct M2mClients(Vec<M2mRecord>);

/// An M2M client and its secret.
struct M2mRecord {
    client: M2mClient,
    secret: Secret,
}

impl M2mClients {
    pub(crate) fn contains(&self, client_id: &str) -> bool {
        self.index_of(client_id).is_ok()
    }

    pub(crate) fn get_mut(&mut self, client_id: &str) -> Result<&mut M2mClient, Problem> {
        self.index_of(client_id).map(|index| &mut self.0[index].client)
    }

    pub(crate) fn insert(&mut self, client: M2mClient, secret: Secret) {
        self.0.push(M2mRecord { client, secret });
    }

    /// Removes a client and returns its ID.
    pub(crate) fn remove(&mut self, client_id: &str) -> Result<String, Problem> {
        let index = self.index_of(client_id)?;
        Ok(self.0.remove(index).client.client_id)
    }

    /// The active client with this ID and secret.
    pub(crate) fn authenticate(&self, client_id: &str, secret: &Secret) -> Option<&M2mClient> {
        let record = self.0.iter().find(|record| {
            record.client.client_id == client_id
                && record.client.status == ClientStatus::Active
                && record.secret == *secret
        });
        record.map(|record| &record.client)
    }

    fn index_of(&self, client_id: &str) -> Result<usize, Problem> {
        let index = self.0.iter().position(|record| record.client.client_id == client_id);
        index.ok_or_else(|| {
            Problem::not_found(ErrorType::M2mClientNotFound, "The M2M client could not be found.")
        })
    }
}
