//! RBAC policies, fetched seldom and by one call for all, and what they say to a permission.

#[cfg(feature = "b2b")]
use std::sync::{Mutex, PoisonError};
use std::{collections::HashMap, sync::Arc, time::Duration};

use crate::{
    Client, Error,
    cache::single_flight::{Held, PATIENCE, Question, Shared, Standing},
    common::{Policy, PolicyPermission},
    error::token::{Needed, unavailable},
    http::pool::Connections,
    policy::gives,
    verify::fetch::Half,
};
#[cfg(feature = "b2b")]
use crate::{b2b::rbac::organizations::GetOrgPolicyRequest, schema::Endpoint as _};

/// How old a policy may be by default.
pub(crate) const MAX_AGE: Duration = Duration::from_secs(5 * 60);
/// How long a policy that could not be fetched anew stays in use.
const STALE_FOR: Duration = Duration::from_secs(24 * 60 * 60);
/// So many Organizations' roles are kept.
#[cfg(feature = "b2b")]
const MOST_ORGANIZATIONS: usize = 4096;

/// The policies of one client.
pub(crate) struct Policies {
    max_age: Duration,
    project: Arc<Shared<Grants>>,
    /// Roles that Organizations have of their own.
    #[cfg(feature = "b2b")]
    organizations: Mutex<HashMap<String, Arc<Shared<Grants>>>>,
}

/// What roles and scopes give, by their names.
#[derive(Default)]
pub(crate) struct Grants {
    roles: HashMap<String, Vec<PolicyPermission>>,
    scopes: HashMap<String, Vec<PolicyPermission>>,
}

impl Grants {
    fn new(policy: Policy) -> Self {
        let roles = policy.roles.into_iter().map(|role| (role.role_id, role.permissions));
        let scopes = policy.scopes.into_iter().map(|scope| (scope.scope, scope.permissions));
        Self { roles: roles.collect(), scopes: scopes.collect() }
    }

    /// Whether there is a role of this name.
    #[cfg(feature = "b2b")]
    pub(crate) fn has_role(&self, role: &str) -> bool {
        self.roles.contains_key(role)
    }

    /// Those of `roles` that allow `action` on the resource.
    pub(crate) fn granting_roles(
        &self,
        roles: &[String],
        resource_id: &str,
        action: &str,
    ) -> Vec<String> {
        let allowing = |role: &&String| allows(&self.roles, role, resource_id, action);
        roles.iter().filter(allowing).cloned().collect()
    }

    /// Whether one of `scopes` allows `action` on the resource.
    pub(crate) fn grants_to_scopes(
        &self,
        scopes: &[String],
        resource_id: &str,
        action: &str,
    ) -> bool {
        let allowing = |scope: &String| allows(&self.scopes, scope, resource_id, action);
        scopes.iter().any(allowing)
    }
}

/// Whether what is called `name` gives `action` on the resource.
fn allows(
    grants: &HashMap<String, Vec<PolicyPermission>>,
    name: &str,
    resource_id: &str,
    action: &str,
) -> bool {
    let gives = |permission: &PolicyPermission| gives(permission, resource_id, action);
    grants.get(name).is_some_and(|permissions| permissions.iter().any(gives))
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

    /// What `read` makes of the project's policy, where it is at hand and not due to be fetched anew.
    pub(crate) fn project_at_hand<T>(&self, read: impl FnOnce(&Grants) -> T) -> Option<T> {
        at_hand(&self.project, self.max_age, read)
    }

    /// The same of the roles that an Organization has of its own.
    #[cfg(feature = "b2b")]
    pub(crate) fn organization_at_hand<T>(
        &self,
        organization_id: &str,
        read: impl FnOnce(&Grants) -> T,
    ) -> Option<T> {
        at_hand(&self.shared_of(organization_id), self.max_age, read)
    }

    /// The project's policy.
    ///
    /// # Errors
    /// `Error::Unavailable` when it cannot be fetched and none is at hand.
    pub(crate) async fn project(
        &self,
        client: &Client,
        half: Half,
        connections: Connections,
    ) -> Result<Arc<Grants>, Error> {
        let begin = || {
            let policy = half.policy(client.clone(), connections);
            async move { policy.await.map(Grants::new) }
        };
        let limit = client.inner().fetch_timeout();
        let question = Question { endpoint: half.policy_endpoint(), limit };
        current(&self.project, self.max_age, question, begin).await
    }

    /// The roles that an Organization has of its own.
    ///
    /// # Errors
    /// As [`project`](Self::project).
    #[cfg(feature = "b2b")]
    pub(crate) async fn organization(
        &self,
        client: &Client,
        organization_id: &str,
        connections: Connections,
    ) -> Result<Arc<Grants>, Error> {
        let shared = self.shared_of(organization_id);
        let begin = || fetch_organization(client.clone(), organization_id.to_owned(), connections);
        let limit = client.inner().fetch_timeout();
        let question = Question { endpoint: GetOrgPolicyRequest::spec(), limit };
        current(&shared, self.max_age, question, begin).await
    }

    #[cfg(feature = "b2b")]
    fn shared_of(&self, organization_id: &str) -> Arc<Shared<Grants>> {
        let mut organizations = self.organizations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = organizations.get(organization_id) {
            return shared.clone();
        }
        if organizations.len() >= MOST_ORGANIZATIONS {
            let least = organizations.iter().min_by_key(|(_, shared)| shared.worth());
            let least = least.map(|(organization_id, _)| organization_id.clone());
            least.map(|organization_id| organizations.remove(&organization_id));
        }
        organizations.entry(organization_id.to_owned()).or_default().clone()
    }
}

/// An Organization's own roles. Where Stytch knows of none (they are in private beta, and refused
/// where they are not turned on) there are none; where something between refuses, nobody knows.
#[cfg(feature = "b2b")]
async fn fetch_organization(
    client: Client,
    organization_id: String,
    connections: Connections,
) -> Result<Grants, Error> {
    let request = GetOrgPolicyRequest::new(organization_id);
    match client.send(request).start(connections).await {
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

fn at_hand<T>(
    shared: &Shared<Grants>,
    max_age: Duration,
    read: impl FnOnce(&Grants) -> T,
) -> Option<T> {
    // Not under the lock: a long policy holds up nobody.
    let grants = shared.younger_than(max_age)?;
    Some(read(&grants))
}

/// The value at hand where it is no older than `max_age`; else a newer one, or, while that cannot be
/// had, the old one.
async fn current<F>(
    shared: &Arc<Shared<Grants>>,
    max_age: Duration,
    question: Question,
    begin: impl Fn() -> F,
) -> Result<Arc<Grants>, Error>
where
    F: Future<Output = Result<Grants, Error>> + Send + 'static,
{
    let standing = |held: &Held<Grants>| match held.age() {
        age if age < max_age => Standing::Fresh,
        age if age < max_age.saturating_add(STALE_FOR) => Standing::Due(PATIENCE),
        _ => Standing::Gone,
    };
    let grants = shared.get(question, standing, begin).await;
    grants.map_err(|source| unavailable(Needed::Policy, source))
}

#[cfg(all(test, feature = "b2b"))]
mod tests {
    use super::*;

    #[test]
    fn an_organization_too_many_displaces_the_oldest() {
        let policies = Policies::new(MAX_AGE);
        let name = |number: usize| format!("organization-test-{number}");
        for number in 0..MOST_ORGANIZATIONS {
            policies.shared_of(&name(number)).put(Grants::default());
        }
        // Of this one nothing is known yet.
        policies.shared_of("organization-test-new");
        let is_known = |number| {
            let organizations = policies.organizations.lock().unwrap();
            organizations
                .get(&name(number))
                .is_some_and(|shared| shared.younger_than(MAX_AGE).is_some())
        };
        assert_eq!(policies.organizations.lock().unwrap().len(), MOST_ORGANIZATIONS);
        assert!(!is_known(0));
        assert!((1..MOST_ORGANIZATIONS).all(is_known));
        // That is lost before what is known.
        policies.shared_of("organization-test-newer");
        assert!((1..MOST_ORGANIZATIONS).all(is_known));
    }
}
