//! Values that are fetched once for all calls: public keys, RBAC policies, access tokens. Independent
//! of the client: callers pass in the fetch.

#[cfg(feature = "verify")]
pub(crate) mod keys;
#[cfg(feature = "verify")]
pub(crate) mod policies;
#[cfg(feature = "verify")]
mod remote_checks;
#[cfg(feature = "verify")]
pub(crate) mod single_flight;

use crate::common::PolicyPermission;

/// Whether `permission` grants `action` on the resource: by name, or by `*`, which means all actions.
pub(crate) fn grants_action(
    permission: &PolicyPermission,
    resource_id: &str,
    action: &str,
) -> bool {
    permission.resource_id == resource_id
        && permission.actions.iter().any(|granted| granted == "*" || granted == action)
}
