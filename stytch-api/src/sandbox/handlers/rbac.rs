//! The RBAC policy of the project and of Organizations.

#[cfg(feature = "consumer")]
use crate::consumer;
use crate::{
    b2b::{OrgPolicy, rbac, rbac::organizations},
    sandbox::handlers::prelude::*,
};

pub(crate) fn handlers() -> Vec<Handler> {
    use organizations::{
        GetOrgPolicyRequest, GetOrgPolicyResponse, SetOrgPolicyRequest, SetOrgPolicyResponse,
    };

    vec![
        handler(|store, _: &rbac::PolicyRequest| Ok(policy(store))),
        #[cfg(feature = "consumer")]
        handler(|store, _: &consumer::rbac::PolicyRequest| Ok(policy(store))),
        handler(|store, it: &GetOrgPolicyRequest| {
            let organization = store.organizations.get(&it.organization_id)?;
            let roles = store.policies.custom_roles(&organization.organization_id).to_vec();
            Ok(GetOrgPolicyResponse { org_policy: OrgPolicy::new(roles), ..Default::default() })
        }),
        handler(|store, it: &SetOrgPolicyRequest| {
            let organization_id = &store.organizations.get(&it.organization_id)?.organization_id;
            let org_policy = it.org_policy.clone();
            store.policies.set_for_organization(organization_id.clone(), org_policy.clone());
            Ok(SetOrgPolicyResponse { org_policy, ..Default::default() })
        }),
    ]
}

fn policy(store: &Store) -> rbac::PolicyResponse {
    let policy = Some(store.policies.project.clone());
    rbac::PolicyResponse { policy, ..Default::default() }
}
