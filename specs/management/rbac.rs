//! The RBAC policy: roles, resources and scopes.

use crate::{
    common::{PolicyPermission, PolicyRole},
    endpoint, object, resource,
};

resource! {
    /// The RBAC policy of an environment.
    #[host(management)]
    pub Rbac {
        endpoints: [GetPolicyRequest, SetPolicyRequest],
    }
}

object! {
    /// What one of Stytch's own roles allows.
    #[request]
    DefaultRole {
        /// The permissions that the role grants.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// A resource that permissions apply to.
    #[request]
    Resource {
        /// ID of the resource: your own name, or one of Stytch's own such as `stytch.member`.
        resource_id: String,
        /// What the resource is.
        description: String,
        /// The actions that can be performed on it.
        available_actions: Vec<String>,
    }
}

object! {
    /// A scope, which grants permissions to the Connected Apps that a user grants it to.
    #[request]
    Scope {
        /// The scope, as it appears in an OAuth request.
        scope: String,
        /// What the scope is for; shown to the user who is asked to grant it.
        description: String,
        /// Permissions that an app with the scope gets, limited to those of the user.
        permissions: Vec<PolicyPermission>,
    }
}

object! {
    /// The RBAC policy of an environment.
    Policy {
        /// Stytch's own resources, which cannot be changed.
        stytch_resources: Vec<Resource>,
        /// Your own roles.
        custom_roles: Vec<PolicyRole>,
        /// Your own resources.
        custom_resources: Vec<Resource>,
        /// Your own scopes.
        custom_scopes: Vec<Scope>,
        /// What the role of all Members allows (B2B API).
        stytch_member?: DefaultRole,
        /// What the role of administrators allows (B2B API).
        stytch_admin?: DefaultRole,
        /// What the role of all Users allows (consumer API).
        stytch_user?: DefaultRole,
    }
}

endpoint! {
    /// Reads the RBAC policy.
    ///
    /// To check permissions, use the policy of the B2B or consumer API, which `verify` caches.
    Rbac::get_policy:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/rbac_policy";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The current policy.
        policy!: Policy,
    }
}

endpoint! {
    /// Replaces the RBAC policy.
    ///
    /// Anything that the request omits is removed from the policy. To change a part, read the
    /// policy first.
    Rbac::set_policy:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/rbac_policy";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// What the role of all Members allows (B2B API).
        stytch_member?: DefaultRole,
        /// What the role of administrators allows (B2B API).
        stytch_admin?: DefaultRole,
        /// What the role of all Users allows (consumer API).
        stytch_user?: DefaultRole,
        /// All of your own roles.
        custom_roles?: Vec<PolicyRole>,
        /// All of your own resources.
        custom_resources?: Vec<Resource>,
        /// All of your own scopes.
        custom_scopes?: Vec<Scope>,
    }

    response {
        /// The policy after the call.
        policy!: Policy,
    }
}
