//! A permission, asked of the roles of a session or of the scopes of a token.

use std::future::IntoFuture;

use super::{
    error::TokenErrorKind,
    half::{EITHER, Half},
    token::VerifiedToken,
    verifier::CheckFuture,
};
use crate::{Client, Error, common::AuthorizationVerdict, http::Connections};

/// A permission to ask for: [`b2b::AuthorizationCheck`](crate::b2b::AuthorizationCheck) or
/// [`consumer::AuthorizationCheck`](crate::consumer::AuthorizationCheck).
pub trait Permission: Asked {}

/// What is asked, where anything is.
pub trait Asked: Clone + Send + Sync + 'static {
    /// Where keys and policy of whoever asks this come from.
    #[doc(hidden)]
    const HALVES: Halves;

    #[doc(hidden)]
    fn parts(&self) -> Parts<'_>;
}

/// Keeps [`Half`] out of a public trait.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Halves(pub(super) &'static [Half]);

/// A permission taken apart.
#[doc(hidden)]
#[derive(Debug)]
pub struct Parts<'p> {
    half: Half,
    /// Where it must be, if that matters.
    organization_id: Option<&'p str>,
    resource_id: &'p str,
    action: &'p str,
}

/// The permission of what has none: an M2M token is asked for scopes alone.
#[derive(Clone, Copy, Debug)]
pub enum NoPermission {}

impl Asked for NoPermission {
    const HALVES: Halves = Halves(EITHER);

    fn parts(&self) -> Parts<'_> {
        match *self {}
    }
}

#[cfg(feature = "b2b")]
impl Asked for crate::b2b::AuthorizationCheck {
    const HALVES: Halves = Halves(&[Half::B2b]);

    fn parts(&self) -> Parts<'_> {
        let Self { organization_id, resource_id, action, .. } = self;
        let organization_id = Some(organization_id.as_str());
        Parts { half: Half::B2b, organization_id, resource_id, action }
    }
}

#[cfg(feature = "b2b")]
impl Permission for crate::b2b::AuthorizationCheck {}

#[cfg(feature = "consumer")]
impl Asked for crate::consumer::AuthorizationCheck {
    const HALVES: Halves = Halves(&[Half::Consumer]);

    fn parts(&self) -> Parts<'_> {
        let Self { resource_id, action, .. } = self;
        Parts { half: Half::Consumer, organization_id: None, resource_id, action }
    }
}

#[cfg(feature = "consumer")]
impl Permission for crate::consumer::AuthorizationCheck {}

/// Who asks.
pub(super) enum Asker {
    /// One with these roles.
    Roles(Vec<String>),
    /// One with these scopes.
    Scopes(Vec<String>),
}

/// Decides whether `asker`, of this Organization, has the permission.
///
/// # Errors
/// `Error::Token` where not; `Error::Unavailable` where the policy cannot be had.
pub(super) async fn decide(
    client: &Client,
    asker: &Asker,
    organization_id: Option<&str>,
    permission: &impl Asked,
    connections: Connections,
) -> Result<AuthorizationVerdict, Error> {
    let parts = permission.parts();
    if parts.organization_id.is_some() && parts.organization_id != organization_id {
        return Err(TokenErrorKind::OtherOrganization.into());
    }
    let policies = &client.inner().policies;
    let project = policies.project(client, parts.half, connections).await?;
    let roles = match asker {
        Asker::Scopes(scopes) => {
            return match project.granting_scopes(scopes, parts.resource_id, parts.action) {
                granting if granting.is_empty() => Err(TokenErrorKind::MissingPermission.into()),
                _ => Ok(AuthorizationVerdict::default().authorized(true)),
            };
        }
        Asker::Roles(roles) => roles,
    };
    #[cfg_attr(not(feature = "b2b"), allow(unused_mut))]
    let mut granting = project.granting_roles(roles, parts.resource_id, parts.action);
    #[cfg(feature = "b2b")]
    {
        let foreign = roles.iter().filter(|role| !project.has_role(role)).cloned();
        granting.extend(own_grants(client, &parts, foreign.collect(), connections).await?);
    }
    if granting.is_empty() {
        return Err(TokenErrorKind::MissingPermission.into());
    }
    Ok(AuthorizationVerdict::default().authorized(true).granting_roles(granting))
}

/// Those of `foreign`, which are no roles of the project, that give the permission by the
/// Organization's own policy: it is asked for only where there are such roles.
#[cfg(feature = "b2b")]
async fn own_grants(
    client: &Client,
    parts: &Parts<'_>,
    foreign: Vec<String>,
    connections: Connections,
) -> Result<Vec<String>, Error> {
    let Some(organization_id) = parts.organization_id.filter(|_| !foreign.is_empty()) else {
        return Ok(Vec::new());
    };
    let policies = &client.inner().policies;
    let own = policies.organization(client, organization_id, connections).await?;
    Ok(own.granting_roles(&foreign, parts.resource_id, parts.action))
}

/// A permission that is decided about, by the cached policy, when it is awaited.
///
/// Made by `Rbac::check` and `Rbac::check_token`.
#[must_use = "a check does nothing until it is awaited"]
pub struct PermissionCheck<'c, P> {
    client: &'c Client,
    asker: Asker,
    organization_id: Option<String>,
    permission: P,
}

impl<'c, P: Permission> PermissionCheck<'c, P> {
    pub(super) fn of_roles(
        client: &'c Client,
        roles: &[String],
        organization_id: Option<String>,
        permission: P,
    ) -> Self {
        Self { client, asker: Asker::Roles(roles.to_vec()), organization_id, permission }
    }

    pub(super) fn of_token(client: &'c Client, token: &VerifiedToken, permission: P) -> Self {
        let asker = Asker::Scopes(token.scopes.clone());
        Self { client, asker, organization_id: token.organization_id.clone(), permission }
    }

    fn start(self, connections: Connections) -> CheckFuture<AuthorizationVerdict> {
        let Self { client, asker, organization_id, permission } = self;
        let client = client.clone();
        CheckFuture::new(async move {
            decide(&client, &asker, organization_id.as_deref(), &permission, connections).await
        })
    }

    /// Decides, and blocks the thread while it does: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<AuthorizationVerdict, Error> {
        crate::blocking::wait_for(self.start(Connections::Blocking))
    }
}

impl<P: Permission> IntoFuture for PermissionCheck<'_, P> {
    type Output = Result<AuthorizationVerdict, Error>;
    type IntoFuture = CheckFuture<AuthorizationVerdict>;

    fn into_future(self) -> Self::IntoFuture {
        self.start(Connections::Async)
    }
}

impl<P> std::fmt::Debug for PermissionCheck<'_, P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PermissionCheck").finish_non_exhaustive()
    }
}

#[cfg(feature = "b2b")]
impl<'c> crate::b2b::rbac::Rbac<'c> {
    /// Decides by the cached policy whether the roles of a session give a permission: the project's
    /// roles and the Organization's own.
    ///
    /// The policy is fetched by the first check, and again when it is older than
    /// [`policy_max_age`](crate::ClientBuilder::policy_max_age). Stytch itself is asked by an
    /// `authorization_check` in [`Sessions::authenticate`](crate::b2b::sessions::Sessions::authenticate).
    ///
    /// # Errors
    /// [`Error::Token`] when no role gives it or the Organization is another
    /// ([`is_denied`](Error::is_denied)), [`Error::Unavailable`] when there is no policy to be had.
    pub fn check(
        &self,
        session: &crate::b2b::MemberSession,
        permission: crate::b2b::AuthorizationCheck,
    ) -> PermissionCheck<'c, crate::b2b::AuthorizationCheck> {
        use crate::endpoint::Resource;

        let organization_id = Some(session.organization_id.clone());
        PermissionCheck::of_roles(self.client(), &session.roles, organization_id, permission)
    }

    /// Decides by the cached policy whether the scopes of a Connected App's access token give a
    /// permission.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn check_token(
        &self,
        token: &VerifiedToken,
        permission: crate::b2b::AuthorizationCheck,
    ) -> PermissionCheck<'c, crate::b2b::AuthorizationCheck> {
        use crate::endpoint::Resource;

        PermissionCheck::of_token(self.client(), token, permission)
    }
}

#[cfg(feature = "consumer")]
impl<'c> crate::consumer::rbac::Rbac<'c> {
    /// Decides by the cached policy whether the roles of a session give a permission.
    ///
    /// The policy is fetched by the first check, and again when it is older than
    /// [`policy_max_age`](crate::ClientBuilder::policy_max_age). Stytch itself is asked by an
    /// `authorization_check` in
    /// [`Sessions::authenticate`](crate::consumer::sessions::Sessions::authenticate).
    ///
    /// # Errors
    /// [`Error::Token`] when no role gives it ([`is_denied`](Error::is_denied)),
    /// [`Error::Unavailable`] when there is no policy to be had.
    pub fn check(
        &self,
        session: &crate::consumer::Session,
        permission: crate::consumer::AuthorizationCheck,
    ) -> PermissionCheck<'c, crate::consumer::AuthorizationCheck> {
        use crate::endpoint::Resource;

        PermissionCheck::of_roles(self.client(), &session.roles, None, permission)
    }

    /// Decides by the cached policy whether the scopes of a Connected App's access token give a
    /// permission.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn check_token(
        &self,
        token: &VerifiedToken,
        permission: crate::consumer::AuthorizationCheck,
    ) -> PermissionCheck<'c, crate::consumer::AuthorizationCheck> {
        use crate::endpoint::Resource;

        PermissionCheck::of_token(self.client(), token, permission)
    }
}
