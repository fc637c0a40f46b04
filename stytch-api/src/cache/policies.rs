//! Cached RBAC policies, and the permissions that their roles and scopes grant.

#[cfg(feature = "b2b")]
use std::sync::{Mutex, PoisonError};
use std::{collections::HashMap, future::Future, sync::Arc, time::Duration};

use crate::{
    Error,
    cache::{
        grants_action,
        single_flight::{Entry, FetchSpec, Freshness, STALE_WAIT, SingleFlight},
    },
    common::{Policy, PolicyPermission},
};

/// The default age at which a policy is fetched again.
pub(crate) const MAX_AGE: Duration = Duration::from_secs(5 * 60);
/// How long an old policy stays in use if fetching a newer one fails.
const STALE_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// The number of Organizations whose roles are cached.
#[cfg(feature = "b2b")]
const MAX_ORGANIZATIONS: usize = 4096;

/// The cached policies of one client.
pub(crate) struct Policies {
    max_age: Duration,
    project: Arc<SingleFlight<Grants>>,
    /// The Organizations' own roles.
    #[cfg(feature = "b2b")]
    organizations: Mutex<HashMap<String, Arc<SingleFlight<Grants>>>>,
}

/// The permissions of roles and scopes, by name.
#[derive(Default)]
pub(crate) struct Grants {
    roles: PermissionsByName,
    scopes: PermissionsByName,
}

type PermissionsByName = HashMap<String, Vec<PolicyPermission>>;

impl Grants {
    pub(crate) fn new(policy: Policy) -> Self {
        let roles = policy.roles.into_iter().map(|role| (role.role_id, role.permissions));
        let scopes = policy.scopes.into_iter().map(|scope| (scope.scope, scope.permissions));
        Self { roles: merge(roles), scopes: merge(scopes) }
    }

    /// Returns those of `roles` that grant `action` on the resource.
    pub(crate) fn granting_roles(
        &self,
        roles: &[String],
        resource_id: &str,
        action: &str,
    ) -> Vec<String> {
        let grants = |role: &&String| is_granted(&self.roles, role, resource_id, action);
        roles.iter().filter(grants).cloned().collect()
    }

    /// Whether one of `scopes` grants `action` on the resource.
    pub(crate) fn is_granted_to_scopes(
        &self,
        scopes: &[String],
        resource_id: &str,
        action: &str,
    ) -> bool {
        scopes.iter().any(|scope| is_granted(&self.scopes, scope, resource_id, action))
    }
}

/// Merges the permissions of entries with the same name.
fn merge(entries: impl Iterator<Item = (String, Vec<PolicyPermission>)>) -> PermissionsByName {
    let mut merged = PermissionsByName::new();
    for (name, permissions) in entries {
        merged.entry(name).or_default().extend(permissions);
    }
    merged
}

fn is_granted(
    permissions: &PermissionsByName,
    name: &str,
    resource_id: &str,
    action: &str,
) -> bool {
    let permissions = permissions.get(name).map(Vec::as_slice).unwrap_or_default();
    permissions.iter().any(|permission| grants_action(permission, resource_id, action))
}

impl Policies {
    pub(crate) fn new(max_age: Duration) -> Self {
        Self {
            max_age,
            project: Arc::default(),
            #[cfg(feature = "b2b")]
            organizations: Mutex::default(),
        }
    }

    /// Returns the project's policy if it is cached and fresh.
    pub(crate) fn cached_project(&self) -> Option<Arc<Grants>> {
        self.project.younger_than(self.max_age)
    }

    /// Returns an Organization's own roles if they are cached and fresh.
    #[cfg(feature = "b2b")]
    pub(crate) fn cached_organization(&self, organization_id: &str) -> Option<Arc<Grants>> {
        self.of_organization(organization_id).younger_than(self.max_age)
    }

    /// Returns the project's policy, from the cache or from `fetch`.
    pub(crate) async fn project<F>(
        &self,
        spec: FetchSpec,
        fetch: impl Fn() -> F,
    ) -> Result<Arc<Grants>, Arc<Error>>
    where
        F: Future<Output = Result<Grants, Error>> + Send + 'static,
    {
        self.project.get(spec, |entry| self.freshness(entry), fetch).await
    }

    /// Returns an Organization's own roles, from the cache or from `fetch`.
    #[cfg(feature = "b2b")]
    pub(crate) async fn organization<F>(
        &self,
        organization_id: &str,
        spec: FetchSpec,
        fetch: impl Fn() -> F,
    ) -> Result<Arc<Grants>, Arc<Error>>
    where
        F: Future<Output = Result<Grants, Error>> + Send + 'static,
    {
        let cache = self.of_organization(organization_id);
        cache.get(spec, |entry| self.freshness(entry), fetch).await
    }

    fn freshness(&self, entry: &Entry<Grants>) -> Freshness {
        match entry.age() {
            age if age < self.max_age => Freshness::Fresh,
            age if age < self.max_age.saturating_add(STALE_FOR) => {
                Freshness::Stale { max_wait: STALE_WAIT }
            }
            _ => Freshness::Expired,
        }
    }

    /// Returns the cache of one Organization, evicting another if there are too many.
    #[cfg(feature = "b2b")]
    fn of_organization(&self, organization_id: &str) -> Arc<SingleFlight<Grants>> {
        let mut organizations = self.organizations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cache) = organizations.get(organization_id) {
            return cache.clone();
        }
        if organizations.len() >= MAX_ORGANIZATIONS {
            let first = organizations.iter().min_by_key(|(_, cache)| cache.eviction_rank());
            if let Some(evicted) = first.map(|(organization_id, _)| organization_id.clone()) {
                organizations.remove(&evicted);
            }
        }
        organizations.entry(organization_id.to_owned()).or_default().clone()
    }
}

#[cfg(all(test, feature = "b2b"))]
mod tests {
    use super::*;

    #[test]
    fn oldest_organization_is_evicted() {
        let policies = Policies::new(MAX_AGE);
        let name = |number: usize| format!("organization-test-{number}");
        for number in 0..MAX_ORGANIZATIONS {
            policies.of_organization(&name(number)).put(Grants::default());
        }
        // An empty cache evicts the oldest value.
        policies.of_organization("organization-test-new");
        let is_cached = |number| {
            let organizations = policies.organizations.lock().unwrap();
            organizations
                .get(&name(number))
                .is_some_and(|cache| cache.younger_than(MAX_AGE).is_some())
        };
        assert_eq!(policies.organizations.lock().unwrap().len(), MAX_ORGANIZATIONS);
        assert!(!is_cached(0));
        assert!((1..MAX_ORGANIZATIONS).all(is_cached));
        // The empty cache is evicted before any value.
        policies.of_organization("organization-test-newer");
        assert!((1..MAX_ORGANIZATIONS).all(is_cached));
    }
}
