//! What a permission of an RBAC policy gives.

use crate::common::PolicyPermission;

/// Whether `permission` gives `action` on the resource: the action itself, or `*`, which is all of them.
pub(crate) fn gives(permission: &PolicyPermission, resource_id: &str, action: &str) -> bool {
    permission.resource_id == resource_id
        && permission.actions.iter().any(|given| given == "*" || given == action)
}
