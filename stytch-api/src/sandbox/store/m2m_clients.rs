//! The M2M clients and their secrets.

use crate::{
    common::{ClientStatus, M2mClient},
    sandbox::store::prelude::*,
};

/// All M2M clients, oldest first.
#[derive(Default)]
pub(crate) struct M2mClients(Vec<M2mRecord>);

/// An M2M client and its secrets, two during a rotation.
struct M2mRecord {
    client: M2mClient,
    secret: Secret,
    next_secret: Option<Secret>,
}

/// The secret that remains when a rotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptSecret {
    /// The rotation is canceled.
    Current,
    /// The rotation is completed.
    Next,
}

impl M2mClients {
    pub(crate) fn contains(&self, client_id: &str) -> bool {
        self.index_of(client_id).is_ok()
    }

    pub(crate) fn get_mut(&mut self, client_id: &str) -> Result<&mut M2mClient> {
        self.index_of(client_id).map(|index| &mut self.0[index].client)
    }

    pub(crate) fn insert(&mut self, client: M2mClient, secret: Secret) {
        self.0.push(M2mRecord { client, secret, next_secret: None });
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &M2mClient> {
        self.0.iter().map(|record| &record.client)
    }

    /// Adds a second secret.
    pub(crate) fn start_rotation(&mut self, client_id: &str, secret: Secret) -> Result<&M2mClient> {
        let index = self.index_of(client_id)?;
        let record = &mut self.0[index];
        if record.next_secret.is_some() {
            let message = "A rotation is in progress; complete or cancel it.";
            let error_type = ErrorType::M2mClientAlreadyRotatingSecret;
            return Err(Problem::bad_request(error_type, message));
        }
        record.client.next_client_secret_last_four = Some(last_four(&secret));
        record.next_secret = Some(secret);
        Ok(&record.client)
    }

    /// Ends a rotation and keeps one of the two secrets.
    pub(crate) fn end_rotation(&mut self, client_id: &str, kept: KeptSecret) -> Result<&M2mClient> {
        let index = self.index_of(client_id)?;
        let record = &mut self.0[index];
        let Some(next_secret) = record.next_secret.take() else {
            let message = "No rotation of the M2M client's secret has been started.";
            return Err(Problem::bad_request(ErrorType::M2mClientNotRotatingSecret, message));
        };
        record.client.next_client_secret_last_four = None;
        if kept == KeptSecret::Next {
            record.client.client_secret_last_four = last_four(&next_secret);
            record.secret = next_secret;
        }
        Ok(&record.client)
    }

    /// Removes a client and returns its ID.
    pub(crate) fn remove(&mut self, client_id: &str) -> Result<String> {
        let index = self.index_of(client_id)?;
        Ok(self.0.remove(index).client.client_id)
    }

    /// The active client with this ID and secret.
    pub(crate) fn authenticate(&self, client_id: &str, secret: &Secret) -> Option<&M2mClient> {
        let record = self.0.iter().find(|record| {
            record.client.client_id == client_id
                && record.client.status == ClientStatus::Active
                && (record.secret == *secret || record.next_secret.as_ref() == Some(secret))
        });
        record.map(|record| &record.client)
    }

    fn index_of(&self, client_id: &str) -> Result<usize> {
        let index = self.0.iter().position(|record| record.client.client_id == client_id);
        index.ok_or_else(|| {
            Problem::not_found(ErrorType::M2mClientNotFound, "The M2M client could not be found.")
        })
    }
}

/// The last four characters of a secret.
pub(crate) fn last_four(secret: &Secret) -> String {
    let text = secret.expose();
    let start = text.char_indices().rev().nth(3).map_or(0, |(index, _)| index);
    text[start..].to_owned()
}
