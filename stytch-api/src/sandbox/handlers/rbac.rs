//! RBAC: the project's policy, the Organizations' own roles, and what roles give.

use crate::{
    b2b::{
        OrgPolicy,
        rbac::{
            PolicyRequest, PolicyResponse,
            organizations::{
                GetOrgPolicyRequest, GetOrgPolicyResponse, SetOrgPolicyRequest,
                SetOrgPolicyResponse,
            },
        },
    },
    cache::grants_action,
    common::{PolicyPermission, PolicyRole},
    sandbox::{
        handlers::handle::Handler,
        store::{problem::Problem, state::State},
    },
};

impl Handler for PolicyRequest {
    fn handle(self, state: &mut State) -> Result<PolicyResponse, Problem> {
        Ok(PolicyResponse { policy: state.policy.clone(), ..Default::default() })
    }
}

#[cfg(feature = "consumer")]
impl Handler for crate::consumer::rbac::PolicyRequest {
    fn handle(self, state: &mut State) -> Result<crate::consumer::rbac::PolicyResponse, Problem> {
        let policy = state.policy.clone();
        Ok(crate::consumer::rbac::PolicyResponse { policy, ..Default::default() })
    }
}

impl Handler for GetOrgPolicyRequest {
    fn handle(self, state: &mut State) -> Result<GetOrgPolicyResponse, Problem> {
        let organization_id = state.organization(&self.organization_id)?.organization_id;
        let roles = state.own_roles(&organization_id).to_vec();
        let org_policy = OrgPolicy { roles, ..OrgPolicy::default() };
        Ok(GetOrgPolicyResponse { org_policy, ..Default::default() })
    }
}

impl Handler for SetOrgPolicyRequest {
    fn handle(self, state: &mut State) -> Result<SetOrgPolicyResponse, Problem> {
        let organization_id = state.organization(&self.organization_id)?.organization_id;
        state.own_policies.insert(organization_id, self.org_policy.clone());
        Ok(SetOrgPolicyResponse { org_policy: self.org_policy, ..Default::default() })
    }
}

impl State {
    /// The roles that an Organization has of its own.
    pub(crate) fn own_roles(&self, organization_id: &str) -> &[PolicyRole] {
        self.own_policies.get(organization_id).map_or(&[], |policy| policy.roles.as_slice())
    }
}

/// Those of somebody's roles that give what is asked for.
pub(crate) fn granting_roles<'p>(
    roles: impl Iterator<Item = &'p PolicyRole>,
    has: Vec<String>,
    resource_id: &str,
    action: &str,
) -> Vec<String> {
    let is_giving = |permission: &PolicyPermission| grants_action(permission, resource_id, action);
    let giving: Vec<_> = roles.filter(|role| role.permissions.iter().any(is_giving)).collect();
    let is_among = |role_id: &String| giving.iter().any(|role| role.role_id == *role_id);
    has.into_iter().filter(is_among).collect()
}
