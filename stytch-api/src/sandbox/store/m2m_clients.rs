//! M2M clients and their secrets.

use crate::{
    common::{ClientStatus, M2mClient},
    sandbox::store::prelude::*,
};

/// An M2M client and its secrets, two during a rotation.
pub(crate) struct M2mRecord {
    pub(crate) client: M2mClient,
    pub(crate) secret: Secret,
    pub(crate) next_secret: Option<Secret>,
}

/// The secret that remains when a rotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptSecret {
    /// The rotation is canceled.
    Current,
    /// The rotation is completed.
    Next,
}

impl Record for M2mRecord {
    const NOT_FOUND: ErrorType = ErrorType::M2mClientNotFound;

    fn id(&self) -> &str {
        &self.client.client_id
    }

    fn keys(&self) -> Vec<&str> {
        vec![&self.client.client_id]
    }

    fn is_named(&self, reference: &str) -> bool {
        self.client.client_id == reference
    }
}

impl M2mRecord {
    /// Adds a second secret.
    pub(crate) fn start_rotation(&mut self, secret: Secret) -> Result<&M2mClient> {
        reject_if(self.next_secret.is_some(), ErrorType::M2mClientAlreadyRotatingSecret)?;
        self.client.next_client_secret_last_four = Some(last_four(&secret));
        self.next_secret = Some(secret);
        Ok(&self.client)
    }

    /// Ends a rotation and keeps one of the two secrets.
    pub(crate) fn end_rotation(&mut self, kept: KeptSecret) -> Result<&M2mClient> {
        let Some(next_secret) = self.next_secret.take() else {
            return Err(ErrorType::M2mClientNotRotatingSecret.into());
        };
        self.client.next_client_secret_last_four = None;
        if kept == KeptSecret::Next {
            self.client.client_secret_last_four = last_four(&next_secret);
            self.secret = next_secret;
        }
        Ok(&self.client)
    }

    /// Whether the client is active and has this secret.
    pub(crate) fn accepts(&self, secret: &Secret) -> bool {
        self.client.status == ClientStatus::Active
            && (self.secret == *secret || self.next_secret.as_ref() == Some(secret))
    }
}

/// The last four characters of a secret.
pub(crate) fn last_four(secret: &Secret) -> String {
    let text = secret.expose();
    let start = text.char_indices().rev().nth(3).map_or(0, |(index, _)| index);
    text[start..].to_owned()
}
