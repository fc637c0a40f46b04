//! The RBAC policy of a project: roles and their permissions.

use crate::object;

object! {
    /// A project's RBAC policy, with everything needed to check permissions locally.
    Policy {
        /// Roles that can be assigned, including Stytch's own.
        roles: Vec<PolicyRole>,
        /// Resources that permissions apply to, including Stytch's own.
        resources: Vec<PolicyResource>,
        /// Scopes that Connected Apps can request.
        scopes: Vec<PolicyScope>,
    }
}

object! {
    /// A role, which grants permissions to those who have it.
    #[request]
    PolicyRole {
        /// ID of the role: your own name, or one of Stytch's own such as `stytch_admin`.
        role_id: String,
        /// What the role is for.
        description: String,
        /// Permissions that the role grants.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// A resource that permissions apply to.
    PolicyResource {
        /// ID of the resource: your own name, or one of Stytch's own such as `stytch.member`.
        resource_id: String,
        /// Description of the resource.
        description: String,
        /// The actions that can be performed on it.
        actions: Vec<String>,
    }
}

object! {
    /// A scope, which grants permissions to the Connected Apps that a user grants it to.
    PolicyScope {
        /// The scope, as it appears in an OAuth request.
        scope: String,
        /// What the scope is for; shown to the user who is asked to grant it.
        description: String,
        /// Permissions that an app with the scope gets, limited to those of the user.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// What a role or scope allows on one resource.
    #[request]
    PolicyPermission {
        /// ID of the resource.
        resource_id: String,
        /// The allowed actions; `*` means all.
        actions: Vec<String>,
    }
}
