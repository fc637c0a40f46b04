//! The RBAC policy that a project has from the start.

use crate::common::{Policy, PolicyPermission, PolicyResource, PolicyRole};

/// The role that every Member has.
pub(crate) const MEMBER_ROLE: &str = "stytch_member";
/// The role of the administrators of an Organization.
pub(crate) const ADMIN_ROLE: &str = "stytch_admin";
/// The role that every User has.
#[cfg(feature = "consumer")]
pub(crate) const USER_ROLE: &str = "stytch_user";

/// Stytch's resources and their actions.
///
/// The actions are those that Stytch's
/// [reference](https://stytch.com/docs/b2b/api/rbac-resource-object) lists, except for `stytch.scim`:
/// Stytch [names](https://stytch.com/docs/b2b/guides/rbac/stytch-default) this resource without its
/// actions, and the sandbox assumes those of `stytch.sso`.
const RESOURCES: [(&str, &[&str]); 5] = [
    (
        "stytch.organization",
        &[
            "update.info.name",
            "update.info.slug",
            "update.info.untrusted_metadata",
            "update.info.email_jit_provisioning",
            "update.info.logo_url",
            "update.info.email_invites",
            "update.info.allowed_domains",
            "update.info.default_sso_connection",
            "update.info.sso_jit_provisioning",
            "update.info.mfa_policy",
            "update.info.implicit_roles",
            "delete",
        ],
    ),
    (
        "stytch.member",
        &[
            "create",
            "update.info.name",
            "update.info.untrusted_metadata",
            "update.info.mfa-phone",
            "update.info.delete.mfa-phone",
            "update.settings.is-breakglass",
            "update.settings.mfa_enrolled",
            "update.settings.roles",
            "search",
            "delete",
        ],
    ),
    ("stytch.sso", &["create", "update", "delete"]),
    ("stytch.scim", &["create", "update", "delete"]),
    (
        SELF,
        &[
            "update.info.name",
            "update.info.untrusted_metadata",
            "update.info.mfa-phone",
            "update.info.delete.mfa-phone",
            "update.info.delete.password",
            "update.settings.mfa_enrolled",
            "delete",
        ],
    ),
];

/// The resource of a Member's or User's own data.
const SELF: &str = "stytch.self";

/// Returns the policy with Stytch's own resources and roles.
///
/// Stytch [documents](https://stytch.com/docs/b2b/guides/rbac/stytch-default) that `stytch_member`
/// has all permissions for `stytch.self`, and `stytch_admin` those for `stytch.organization`,
/// `stytch.member` and `stytch.sso`. The sandbox assumes that `stytch_admin` has those for
/// `stytch.scim` too, and that `stytch_user` has those of `stytch_member`.
pub(crate) fn default_policy() -> Policy {
    let permission = |resource_id: &str| PolicyPermission::new(resource_id, ["*"]);
    let own = || [permission(SELF)];
    let administered = RESOURCES.iter().map(|(resource_id, _)| *resource_id);
    let administered = administered.filter(|resource_id| *resource_id != SELF).map(permission);
    let roles = vec![
        PolicyRole::new(MEMBER_ROLE, "Every Member has this role.", own()),
        PolicyRole::new(ADMIN_ROLE, "Administers an Organization.", administered),
        #[cfg(feature = "consumer")]
        PolicyRole::new(USER_ROLE, "Every User has this role.", own()),
    ];
    let resources = RESOURCES.map(|(resource_id, actions)| PolicyResource {
        resource_id: resource_id.to_owned(),
        actions: actions.iter().map(|action| (*action).to_owned()).collect(),
        ..Default::default()
    });
    Policy { roles, resources: resources.to_vec(), ..Default::default() }
}
