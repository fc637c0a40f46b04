//! The RBAC policy of a project: who may do what.

use crate::object;

object! {
    /// Everything that a project's RBAC policy says; enough to decide about permissions locally.
    Policy {
        /// Roles that can be assigned, Stytch's own among them.
        roles: Vec<PolicyRole>,
        /// Resources that permissions are about, Stytch's own among them.
        resources: Vec<PolicyResource>,
        /// Scopes that Connected Apps can ask for.
        scopes: Vec<PolicyScope>,
    }
}

object! {
    /// A role, which gives permissions to those who have it.
    PolicyRole {
        /// ID of the role: a name of yours, or one of Stytch's own such as `stytch_admin`.
        role_id: String,
        /// What the role is for.
        description: String,
        /// What those who have it may do.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// A resource, something that permissions are about.
    PolicyResource {
        /// ID of the resource: a name of yours, or one of Stytch's own such as `stytch.member`.
        resource_id: String,
        /// What the resource is.
        description: String,
        /// The actions that exist on it.
        actions: Vec<String>,
    }
}

object! {
    /// A scope, which gives permissions to the Connected Apps that a user grants it to.
    PolicyScope {
        /// The scope, as it stands in an OAuth request.
        scope: String,
        /// What the scope is for; shown to the user who is asked to grant it.
        description: String,
        /// What an app that holds it may do, within what the user may do.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// What a role or scope allows on one resource.
    PolicyPermission {
        /// ID of the resource.
        resource_id: String,
        /// The actions allowed; `*` stands for all.
        actions: Vec<String>,
    }
}
