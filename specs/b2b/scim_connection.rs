//! SCIM connections, by which an identity provider keeps an Organization's Members up to date.

use crate::{Secret, Timestamp, object, open_enum};

object! {
    /// A SCIM connection.
    ScimConnection {
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
        /// Whether the connection works.
        status: ScimConnectionStatus,
        /// Name to show.
        display_name: String,
        /// Which identity provider it is for.
        identity_provider: ScimIdentityProvider,
        /// Address of Stytch's SCIM API, for the identity provider to call.
        base_url: String,
        /// The last four characters of the bearer token, to tell it by.
        bearer_token_last_four: String,
        /// Roles that Members have by their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// The last four characters of the next bearer token; empty unless a rotation is under way.
        next_bearer_token_last_four: String,
        /// When the bearer token lapses.
        bearer_token_expires_at?: Timestamp,
        /// When the next bearer token lapses; there during a rotation.
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
        /// Whether the connection works.
        status: ScimConnectionStatus,
        /// Name to show.
        display_name: String,
        /// Which identity provider it is for.
        identity_provider: ScimIdentityProvider,
        /// Address of Stytch's SCIM API, for the identity provider to call.
        base_url: String,
        /// Token for the identity provider to call with; it cannot be read again.
        bearer_token: Secret,
        /// Roles that Members have by their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// When the bearer token lapses.
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
        /// Whether the connection works.
        status: ScimConnectionStatus,
        /// Name to show.
        display_name: String,
        /// Address of Stytch's SCIM API, for the identity provider to call.
        base_url: String,
        /// Which identity provider it is for.
        identity_provider: ScimIdentityProvider,
        /// The last four characters of the bearer token, to tell it by.
        bearer_token_last_four: String,
        /// Token for the identity provider to call with from now on; it cannot be read again.
        next_bearer_token: Secret,
        /// Roles that Members have by their groups at the identity provider.
        scim_group_implicit_role_assignments: Vec<ScimGroupRoleAssignment>,
        /// When the bearer token lapses.
        bearer_token_expires_at?: Timestamp,
        /// When the next bearer token lapses; there during a rotation.
        next_bearer_token_expires_at?: Timestamp,
    }
}

open_enum! {
    /// Where a SCIM connection stands.
    ScimConnectionStatus {
        /// It works.
        Active = "active",
        /// It has been deleted.
        Deleted = "deleted",
    }
}

open_enum! {
    /// The identity providers whose peculiarities Stytch knows.
    ScimIdentityProvider {
        /// Any other, by the letter of SCIM.
        Generic = "generic",
        /// Okta.
        Okta = "okta",
        /// Microsoft Entra ID, formerly Azure AD; its `base_url` asks Entra to keep to SCIM 2.0.
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
    /// A role that Members have by a group at the identity provider.
    ScimGroupRoleAssignment {
        /// ID of the role.
        role_id: String,
        /// ID that Stytch gave the group.
        group_id: String,
        /// Name of the group; Stytch knows it from the ID.
        group_name: String,
    }
}

object! {
    /// A group that the identity provider has sent.
    ScimConnectionGroup {
        /// ID that Stytch gave the group.
        group_id: String,
        /// Name of the group at the identity provider.
        group_name: String,
        /// ID of the Organization.
        organization_id: String,
        /// ID of the SCIM connection.
        connection_id: String,
    }
}
