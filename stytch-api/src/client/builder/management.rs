//! The constructors of the client of the Management API.

use std::sync::Arc;

use super::{
    ClientBuilder,
    environment::{optional, required},
};
use crate::{
    Error, ManagementClient, Secret,
    http::credentials::BasicCredentials,
    schema::{Credentials, Host},
};

impl ManagementClient {
    /// Creates a client for the workspace of a key, which Stytch's dashboard creates.
    ///
    /// # Errors
    /// [`Error::Config`] if the ID or the secret is empty, if they are those of a project, if the two are swapped,
    /// or if TLS cannot be set up.
    pub fn new(key_id: impl Into<String>, key_secret: impl Into<Secret>) -> Result<Self, Error> {
        Self::builder(key_id, key_secret).build()
    }

    /// Creates a client from the environment variables `STYTCH_WORKSPACE_KEY_ID` and
    /// `STYTCH_WORKSPACE_KEY_SECRET` and, if set, `STYTCH_MANAGEMENT_URL`. The variables of
    /// [`Client::from_env`](crate::Client::from_env) have no effect.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`builder_from_env`](Self::builder_from_env) and
    /// [`new`](Self::new).
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates the builder of [`from_env`](Self::from_env), for further settings.
    ///
    /// # Errors
    /// [`Error::Config`] if `STYTCH_WORKSPACE_KEY_ID` or `STYTCH_WORKSPACE_KEY_SECRET` is not set, or if one of the
    /// three variables is not valid UTF-8.
    pub fn builder_from_env() -> Result<ClientBuilder<Self>, Error> {
        let key_secret = required("STYTCH_WORKSPACE_KEY_SECRET")?;
        let builder = Self::builder(required("STYTCH_WORKSPACE_KEY_ID")?, key_secret);
        Ok(match optional("STYTCH_MANAGEMENT_URL")? {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    /// Creates a builder, for settings other than the defaults.
    pub fn builder(
        key_id: impl Into<String>,
        key_secret: impl Into<Secret>,
    ) -> ClientBuilder<Self> {
        ClientBuilder::new(BasicCredentials {
            kind: Credentials::WorkspaceKey,
            id: key_id.into(),
            secret: key_secret.into(),
        })
    }
}

/// Settings of [`ManagementClient`].
impl ClientBuilder<ManagementClient> {
    /// Builds the client. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Config`] for the reasons given at [`ManagementClient::new`], and for those of the settings, which
    /// are the same as for a [`Client`](crate::Client).
    pub fn build(self) -> Result<ManagementClient, Error> {
        let base_url = self.base_url.clone();
        let base_url = base_url.as_deref().or(Host::Management.url()).unwrap_or_default();
        let inner = self.build_inner(&[(Host::Management, base_url)])?;
        Ok(ManagementClient { inner: Arc::new(inner) })
    }
}
