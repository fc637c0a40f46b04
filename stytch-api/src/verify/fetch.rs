//! Fetches the keys and policies that decisions need, through the client's caches.

use std::sync::Arc;

use crate::{
    Call, Client, Error,
    cache::{
        keys::{KeyLookup, KeySet},
        policies::Grants,
        single_flight::FetchSpec,
    },
    common::{Jwk, Policy},
    error::{ConfigError, FetchTarget, unavailable},
    http::{limiter::Pacing, pool::Connections},
    schema::{Endpoint, EndpointSpec},
};

/// One of Stytch's products, each with its own endpoints for keys and the RBAC policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    #[cfg(feature = "b2b")]
    B2b,
    #[cfg(feature = "consumer")]
    Consumer,
}

impl Product {
    /// For checks that both products share: until the first fetch, it is unknown which product the
    /// project belongs to.
    pub(super) const ALL: &[Self] = &[
        #[cfg(feature = "b2b")]
        Self::B2b,
        #[cfg(feature = "consumer")]
        Self::Consumer,
    ];

    fn key_endpoint(self) -> &'static EndpointSpec {
        match self {
            #[cfg(feature = "b2b")]
            Self::B2b => crate::b2b::sessions::GetJwksRequest::spec(),
            #[cfg(feature = "consumer")]
            Self::Consumer => crate::consumer::sessions::GetJwksRequest::spec(),
        }
    }

    fn policy_endpoint(self) -> &'static EndpointSpec {
        match self {
            #[cfg(feature = "b2b")]
            Self::B2b => crate::b2b::rbac::PolicyRequest::spec(),
            #[cfg(feature = "consumer")]
            Self::Consumer => crate::consumer::rbac::PolicyRequest::spec(),
        }
    }
}

impl Client {
    /// Replaces the cached keys that verify the project's tokens, as if these had just been fetched. Use
    /// it to start with keys from another source, so that the first check needs no fetch.
    ///
    /// Clients that share a [`KeyCache`](crate::verify::KeyCache) with this one, and have its base URL
    /// and project, use the keys too.
    pub fn seed_keys(&self, keys: &[Jwk]) {
        self.inner().keys.seed(keys);
    }
}

/// Where a check fetches its data.
pub(crate) struct DataSource {
    pub(super) client: Client,
    /// The products that may have the project's keys.
    pub(super) products: &'static [Product],
    pub(super) connections: Connections,
}

impl DataSource {
    /// Looks up a key in the cached key set, fetching a newer set if necessary.
    pub(super) async fn key(&self, kid: &str) -> Result<KeyLookup, Error> {
        let [product, ..] = self.products else { return Err(no_product()) };
        let fetch = || fetch_keys(self.client.clone(), self.products, self.connections);
        let spec = self.fetch_spec(product.key_endpoint());
        let key = self.client.inner().keys.find(kid, spec, fetch).await;
        key.map_err(|source| unavailable(FetchTarget::Keys, source))
    }

    pub(super) async fn project_policy(&self, product: Product) -> Result<Arc<Grants>, Error> {
        let fetch = || fetch_policy(self.client.clone(), product, self.connections);
        let spec = self.fetch_spec(product.policy_endpoint());
        let grants = self.client.inner().policies.project(spec, fetch).await;
        grants.map_err(|source| unavailable(FetchTarget::Policy, source))
    }

    #[cfg(feature = "b2b")]
    pub(super) async fn organization_policy(
        &self,
        organization_id: &str,
    ) -> Result<Arc<Grants>, Error> {
        let fetch = || {
            fetch_organization(self.client.clone(), organization_id.to_owned(), self.connections)
        };
        let endpoint = crate::b2b::rbac::organizations::GetOrgPolicyRequest::spec();
        let spec = self.fetch_spec(endpoint);
        let grants = self.client.inner().policies.organization(organization_id, spec, fetch).await;
        grants.map_err(|source| unavailable(FetchTarget::Policy, source))
    }

    fn fetch_spec(&self, endpoint: &'static EndpointSpec) -> FetchSpec {
        FetchSpec { endpoint, timeout: self.client.inner().fetch_timeout() }
    }
}

fn no_product() -> Error {
    let problem = "no endpoint returns the project's keys; enable feature `b2b` or `consumer`";
    ConfigError::new(problem).into()
}

/// Fetches the project's public keys from the first of `products` that returns any.
async fn fetch_keys(
    client: Client,
    products: &'static [Product],
    connections: Connections,
) -> Result<KeySet, Error> {
    let mut first_error = None;
    for product in products {
        match fetch_keys_of(*product, &client, connections).await {
            // The project may belong to the other product.
            Err(error) if matches!(error.status(), Some(400..=404)) || error.is_decode() => {
                first_error = first_error.or(Some(error));
            }
            result => return result,
        }
    }
    Err(first_error.unwrap_or_else(no_product))
}

async fn fetch_keys_of(
    product: Product,
    client: &Client,
    connections: Connections,
) -> Result<KeySet, Error> {
    match product {
        #[cfg(feature = "b2b")]
        Product::B2b => {
            let request = crate::b2b::sessions::GetJwksRequest::new(client.project_id());
            fetch(client, request).start_with(connections, KeySet::decode).await
        }
        #[cfg(feature = "consumer")]
        Product::Consumer => {
            let request = crate::consumer::sessions::GetJwksRequest::new(client.project_id());
            fetch(client, request).start_with(connections, KeySet::decode).await
        }
    }
}

/// Prepares a call that is not slowed down by the rate limit responses to other calls: fetches are few, and
/// checks wait for them.
fn fetch<E: Endpoint<Client = Client>>(client: &Client, request: E) -> Call<'_, E> {
    client.send(request).pacing(Pacing::FixedOnly)
}

/// Fetches the project's RBAC policy; a project without one grants nothing.
async fn fetch_policy(
    client: Client,
    product: Product,
    connections: Connections,
) -> Result<Grants, Error> {
    let policy: Option<Policy> = match product {
        #[cfg(feature = "b2b")]
        Product::B2b => {
            let request = crate::b2b::rbac::PolicyRequest::new();
            fetch(&client, request).start(connections).await?.policy
        }
        #[cfg(feature = "consumer")]
        Product::Consumer => {
            let request = crate::consumer::rbac::PolicyRequest::new();
            fetch(&client, request).start(connections).await?.policy
        }
    };
    Ok(Grants::new(policy.unwrap_or_default()))
}

/// Fetches an Organization's own roles.
///
/// A rejection by Stytch means that the Organization has no roles: the feature is in private beta and not
/// enabled for every project. A rejection by a proxy, which has no error type, is an error.
#[cfg(feature = "b2b")]
async fn fetch_organization(
    client: Client,
    organization_id: String,
    connections: Connections,
) -> Result<Grants, Error> {
    let request = crate::b2b::rbac::organizations::GetOrgPolicyRequest::new(organization_id);
    match fetch(&client, request).start(connections).await {
        Ok(response) => {
            let policy = Policy { roles: response.org_policy.roles, ..Policy::default() };
            Ok(Grants::new(policy))
        }
        Err(error) => match (error.status(), error.error_type()) {
            (Some(400 | 403 | 404), Some(_)) => Ok(Grants::default()),
            _ => Err(error),
        },
    }
}
