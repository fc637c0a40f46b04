//! The RBAC policy of the project and the custom roles of Organizations.

use std::collections::BTreeMap;

use crate::{
    b2b::{OrgPolicy, Policy},
    cache::grants_action,
    common::{PolicyPermission, PolicyRole},
};

pub(crate) struct Policies {
    pub(crate) project: Policy,
    /// By Organization ID.
    organizations: BTreeMap<String, OrgPolicy>,
}

impl Policies {
    pub(crate) fn new(project: Policy) -> Self {
        Self { project, organizations: BTreeMap::new() }
    }

    /// The custom roles of an Organization.
    pub(crate) fn custom_roles(&self, organization_id: &str) -> &[PolicyRole] {
        self.organizations.get(organization_id).map_or(&[], |policy| policy.roles.as_slice())
    }

    pub(crate) fn set_for_organization(&mut self, organization_id: String, policy: OrgPolicy) {
        self.organizations.insert(organization_id, policy);
    }

    /// Returns those of `role_ids` whose roles permit `action` on the resource. The roles are those
    /// of the project and of the Organization, if one is given.
    pub(crate) fn granting_roles(
        &self,
        organization_id: Option<&str>,
        role_ids: &[String],
        resource_id: &str,
        action: &str,
    ) -> Vec<String> {
        let project_roles = self.project.roles.iter();
        let custom_roles = organization_id.map_or(&[][..], |id| self.custom_roles(id));
        let permits =
            |permission: &PolicyPermission| grants_action(permission, resource_id, action);
        let granting: Vec<_> = project_roles
            .chain(custom_roles)
            .filter(|role| role.permissions.iter().any(permits))
            .map(|role| &role.role_id)
            .collect();
        role_ids.iter().filter(|role_id| granting.contains(role_id)).cloned().collect()
    }
}
