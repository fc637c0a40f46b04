//! The client of the Management API (feature `management`).

use std::{fmt, sync::Arc};

use crate::{Call, client::inner::Inner, schema::Endpoint};
#[cfg(feature = "json")]
use crate::{
    Metadata,
    client::{json::JsonCall, options::CallOptions},
    schema::EndpointSpec,
};

/// A client of the Management API, which configures the projects of a workspace (feature `management`). Cheap to
/// clone; clones share their connections and their rate limit.
///
/// It has its own host and its own credentials: those of a workspace key, which Stytch's dashboard creates. A
/// [`Client`](crate::Client) cannot call its endpoints, nor can it call those of a project, so the credentials of
/// one are never sent to the host of the other. Everything else is the same: settings, retries, errors.
///
/// ```no_run
/// # async fn run() -> Result<(), stytch_api::Error> {
/// use stytch_api::{ManagementClient, management::projects::ListRequest};
///
/// let client = ManagementClient::new("workspace-key-prod-…", "…")?;
/// for project in client.projects().list(ListRequest::new()).await?.projects {
///     println!("{}: {}", project.project_slug, project.name);
/// }
/// # Ok(()) }
/// ```
///
/// A request of the Management API does not compile with a [`Client`](crate::Client):
///
/// ```compile_fail,E0271
/// use stytch_api::{Client, management::projects::ListRequest};
///
/// fn list(client: &Client) {
///     let _ = client.send(ListRequest::new());
/// }
/// ```
#[derive(Clone)]
pub struct ManagementClient {
    pub(super) inner: Arc<Inner>,
}

impl ManagementClient {
    /// Calls any endpoint of the Management API, including those declared in other crates.
    pub fn send<E: Endpoint<Client = Self>>(&self, request: E) -> Call<'_, E> {
        Call::new(&self.inner, request)
    }

    /// Calls an endpoint of the Management API that is known only at run time, with one JSON object of its fields
    /// (feature `json`). See [`Client::send_json`](crate::Client::send_json).
    ///
    /// An endpoint of a project fails with [`Error::Request`](crate::Error::Request) before anything is sent.
    #[cfg(feature = "json")]
    pub fn send_json(&self, endpoint: &'static EndpointSpec, fields: Metadata) -> JsonCall<'_> {
        JsonCall::with_options(&self.inner, endpoint, fields, CallOptions::default())
    }

    #[cfg(feature = "cli")]
    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }

    /// Returns the ID of the workspace key.
    pub fn key_id(&self) -> &str {
        &self.inner.credentials.id
    }

    /// Returns the URL that calls are sent to, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.inner.base_url().as_str().trim_end_matches('/')
    }
}

impl fmt::Debug for ManagementClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt_client(f)
    }
}
