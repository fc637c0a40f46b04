//! SCIM connections, through which an identity provider provisions an Organization's Members.

use crate::{object, open_enum};

object! {
    /// A SCIM connection.
    ScimConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
        /// Status of the connection.
        status: ScimConnectionStatus,
        /// Name to show for the connection.
        display_name: String,
        /// Which identity provider the connection is for.
        identity_provider: ScimIdentityProvider,
        /// Base URL of Stytch's SCIM API, for the identity provider.
        base_url: String,
        /// The last four characters of the bearer token, to identify it.
        bearer_token_last_four: String,
        /// Roles that Members get from their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// The last four characters of the next bearer token; empty unless a rotation is in
        /// progress.
        next_bearer_token_last_four: String,
        /// When the bearer token expires.
        bearer_token_expires_at?: Timestamp,
        /// When the next bearer token expires; present during a rotation.
        next_bearer_token_expires_at?: Timestamp,
    }
}

object! {
    /// A SCIM connection that was just created, with its bearer token.
    ScimConnectionWithToken {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
        /// Status of the connection.
        status: ScimConnectionStatus,
        /// Name to show for the connection.
        display_name: String,
        /// Which identity provider the connection is for.
        identity_provider: ScimIdentityProvider,
        /// Base URL of Stytch's SCIM API, for the identity provider.
        base_url: String,
        /// Bearer token for the identity provider; it cannot be read again.
        bearer_token: Secret,
        /// Roles that Members get from their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// When the bearer token expires.
        bearer_token_expires_at?: Timestamp,
    }
}

object! {
    /// A SCIM connection whose bearer token is being replaced, with the next one.
    ScimConnectionWithNextToken {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
        /// Status of the connection.
        status: ScimConnectionStatus,
        /// Name to show for the connection.
        display_name: String,
        /// Base URL of Stytch's SCIM API, for the identity provider.
        base_url: String,
        /// Which identity provider the connection is for.
        identity_provider: ScimIdentityProvider,
        /// The last four characters of the bearer token, to identify it.
        bearer_token_last_four: String,
        /// Next bearer token for the identity provider; it cannot be read again.
        next_bearer_token: Secret,
        /// Roles that Members get from their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// When the bearer token expires.
        bearer_token_expires_at?: Timestamp,
        /// When the next bearer token expires; present during a rotation.
        next_bearer_token_expires_at?: Timestamp,
    }
}

open_enum! {
    /// The status of a SCIM connection.
    ScimConnectionStatus {
        /// The connection works.
        Active = "active",
        /// The connection has been deleted.
        Deleted = "deleted",
    }
}

open_enum! {
    /// The identity providers that a SCIM connection can be for.
    ScimIdentityProvider {
        /// Any other that follows SCIM.
        Generic = "generic",
        /// Okta.
        Okta = "okta",
        /// Microsoft Entra ID, formerly Azure AD; its `base_url` makes Entra follow SCIM 2.0.
        MicrosoftEntra = "microsoft-entra",
        /// CyberArk.
        Cyberark = "cyberark",
        /// JumpCloud.
        Jumpcloud = "jumpcloud",
        /// OneLogin.
        Onelogin = "onelogin",
        /// PingFederate.
        Pingfederate = "pingfederate",
        /// Rippling.
        Rippling = "rippling",
    }
}

object! {
    /// A role that Members get from a group at the identity provider.
    #[request]
    ScimGroupRoleAssignment {
        /// ID of the role.
        role_id: String,
        /// ID that Stytch assigned to the group.
        group_id: String,
        /// Name of the group; Stytch looks it up by the ID.
        group_name: String,
    }
}

object! {
    /// A group that the identity provider has sent.
    ScimConnectionGroup {
        /// ID that Stytch assigned to the group.
        group_id: String,
        /// Name of the group at the identity provider.
        group_name: String,
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }
}
