//! The RBAC policy of the project and of Organizations.

#[cfg(feature = "consumer")]
use crate::consumer;
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
    sandbox::handlers::prelude::*,
};

impl Handler for PolicyRequest {
    fn handle(self, store: &mut Store) -> Result<PolicyResponse> {
        Ok(PolicyResponse { policy: Some(store.policies.project.clone()), ..Default::default() })
    }
}

#[cfg(feature = "consumer")]
impl Handler for consumer::rbac::PolicyRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let policy = Some(store.policies.project.clone());
        Ok(consumer::rbac::PolicyResponse { policy, ..Default::default() })
    }
}

impl Handler for GetOrgPolicyRequest {
    fn handle(self, store: &mut Store) -> Result<GetOrgPolicyResponse> {
        let organization = store.organizations.get(&self.organization_id)?;
        let roles = store.policies.custom_roles(&organization.organization_id).to_vec();
        let org_policy = OrgPolicy::new(roles);
        Ok(GetOrgPolicyResponse { org_policy, ..Default::default() })
    }
}

impl Handler for SetOrgPolicyRequest {
    fn handle(self, store: &mut Store) -> Result<SetOrgPolicyResponse> {
        let organization = store.organizations.get(&self.organization_id)?;
        let organization_id = organization.organization_id.clone();
        store.policies.set_for_organization(organization_id, self.org_policy.clone());
        Ok(SetOrgPolicyResponse { org_policy: self.org_policy, ..Default::default() })
    }
}
