//! A permission, asked of the roles of a session or of the scopes of a token.

use std::future::IntoFuture;

use crate::{
    Client, Error,
    cache::policies::Grants,
    common::AuthorizationVerdict,
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::token::VerifiedToken,
        fetch::{EITHER, Half},
        verifier::CheckFuture,
    },
};

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
pub struct Halves(pub(crate) &'static [Half]);

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
#[derive(Clone, Copy)]
pub(crate) enum Asker<'a> {
    /// One with these roles.
    Roles(&'a [String]),
    /// One with these scopes.
    Scopes(&'a [String]),
}

/// What the project's policy says.
enum Decision {
    Granted(AuthorizationVerdict),
    Denied,
    /// Not by the project's roles; but these are others, and may be the Organization's own.
    #[cfg(feature = "b2b")]
    ForOrganization(Vec<String>),
}

/// Decides whether `asker`, of this Organization, has the permission, by the policy at hand. `None` where
/// there is none, or it is due to be fetched anew.
pub(crate) fn decide_at_hand(
    client: &Client,
    asker: Asker<'_>,
    organization_id: Option<&str>,
    permission: &impl Asked,
) -> Option<Result<AuthorizationVerdict, TokenErrorKind>> {
    let parts = permission.parts();
    if let Err(kind) = parts.check_organization(organization_id) {
        return Some(Err(kind));
    }
    let policies = &client.inner().policies;
    match policies.project_at_hand(|project| parts.decide(project, asker))? {
        Decision::Granted(verdict) => Some(Ok(verdict)),
        Decision::Denied => Some(Err(TokenErrorKind::MissingPermission)),
        #[cfg(feature = "b2b")]
        Decision::ForOrganization(foreign) => {
            let decide = |own: &Grants| parts.granted_by(own, &foreign);
            policies.organization_at_hand(parts.organization_id?, decide)
        }
    }
}

/// As [`decide_at_hand`], with the policy fetched where it has to be.
///
/// # Errors
/// `Error::Token` where the permission is denied; `Error::Unavailable` where the policy cannot be had.
pub(crate) async fn decide(
    client: &Client,
    asker: Asker<'_>,
    organization_id: Option<&str>,
    permission: &impl Asked,
    connections: Connections,
) -> Result<AuthorizationVerdict, Error> {
    let parts = permission.parts();
    parts.check_organization(organization_id)?;
    let policies = &client.inner().policies;
    let project = policies.project(client, parts.half, connections).await?;
    match parts.decide(&project, asker) {
        Decision::Granted(verdict) => Ok(verdict),
        Decision::Denied => Err(TokenErrorKind::MissingPermission.into()),
        #[cfg(feature = "b2b")]
        Decision::ForOrganization(foreign) => {
            let organization_id = parts.organization_id.unwrap_or_default();
            let own = policies.organization(client, organization_id, connections).await?;
            Ok(parts.granted_by(&own, &foreign)?)
        }
    }
}

impl Parts<'_> {
    fn check_organization(&self, organization_id: Option<&str>) -> Result<(), TokenErrorKind> {
        if self.organization_id.is_some() && self.organization_id != organization_id {
            return Err(TokenErrorKind::OtherOrganization);
        }
        Ok(())
    }

    fn decide(&self, project: &Grants, asker: Asker<'_>) -> Decision {
        let roles = match asker {
            Asker::Scopes(scopes) => {
                if !project.grants_to_scopes(scopes, self.resource_id, self.action) {
                    return Decision::Denied;
                }
                return Decision::Granted(AuthorizationVerdict::default().authorized(true));
            }
            Asker::Roles(roles) => roles,
        };
        if let Ok(verdict) = self.granted_by(project, roles) {
            return Decision::Granted(verdict);
        }
        #[cfg(feature = "b2b")]
        if self.organization_id.is_some() {
            let foreign = roles.iter().filter(|role| !project.has_role(role)).cloned();
            let foreign: Vec<_> = foreign.collect();
            if !foreign.is_empty() {
                return Decision::ForOrganization(foreign);
            }
        }
        Decision::Denied
    }

    /// The verdict where one of `roles` gives the permission by `grants`.
    fn granted_by(
        &self,
        grants: &Grants,
        roles: &[String],
    ) -> Result<AuthorizationVerdict, TokenErrorKind> {
        let granting = grants.granting_roles(roles, self.resource_id, self.action);
        if granting.is_empty() {
            return Err(TokenErrorKind::MissingPermission);
        }
        Ok(AuthorizationVerdict::default().authorized(true).granting_roles(granting))
    }
}

/// A permission that is decided about, by the cached policy, when it is awaited.
///
/// Made by `Rbac::check` and `Rbac::check_token`.
#[must_use = "a check does nothing until it is awaited"]
pub struct PermissionCheck<'c, P> {
    client: &'c Client,
    asker: Asker<'c>,
    organization_id: Option<&'c str>,
    permission: P,
}

impl<'c, P: Permission> PermissionCheck<'c, P> {
    pub(crate) fn of_roles(
        client: &'c Client,
        roles: &'c [String],
        organization_id: Option<&'c str>,
        permission: P,
    ) -> Self {
        Self { client, asker: Asker::Roles(roles), organization_id, permission }
    }

    pub(crate) fn of_token(client: &'c Client, token: &'c VerifiedToken, permission: P) -> Self {
        let asker = Asker::Scopes(&token.scopes);
        Self { client, asker, organization_id: token.organization_id.as_deref(), permission }
    }

    fn start(self, connections: Connections) -> CheckFuture<AuthorizationVerdict> {
        let Self { client, asker, organization_id, permission } = self;
        if let Some(decision) = decide_at_hand(client, asker, organization_id, &permission) {
            return CheckFuture::decided(decision.map_err(Error::from));
        }
        let (client, organization_id) = (client.clone(), organization_id.map(str::to_owned));
        let (names, has_roles) = match asker {
            Asker::Roles(roles) => (roles.to_vec(), true),
            Asker::Scopes(scopes) => (scopes.to_vec(), false),
        };
        CheckFuture::new(async move {
            let asker = if has_roles { Asker::Roles(&names) } else { Asker::Scopes(&names) };
            decide(&client, asker, organization_id.as_deref(), &permission, connections).await
        })
    }

    /// Decides, and blocks the thread while it does: in async code write `.await`.
    ///
    /// # Errors
    /// As `.await`.
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<AuthorizationVerdict, Error> {
        self.start(Connections::Blocking).wait()
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
    /// roles, and where none of them does, the Organization's own.
    ///
    /// The policy is fetched by the first check, and again when it is older than
    /// [`policy_max_age`](crate::ClientBuilder::policy_max_age). Stytch itself is asked by an
    /// `authorization_check` in [`Sessions::authenticate`](crate::b2b::sessions::Sessions::authenticate).
    ///
    /// # Errors
    /// [`Error::Token`] when no role gives it or the Organization is another
    /// ([`is_denied`](Error::is_denied)), [`Error::Unavailable`] when there is no policy to be had.
    pub fn check<'s>(
        &self,
        session: &'s crate::b2b::MemberSession,
        permission: crate::b2b::AuthorizationCheck,
    ) -> PermissionCheck<'s, crate::b2b::AuthorizationCheck>
    where
        'c: 's,
    {
        use crate::Resource;

        let organization_id = Some(session.organization_id.as_str());
        PermissionCheck::of_roles(self.client(), &session.roles, organization_id, permission)
    }

    /// Decides by the cached policy whether the scopes of a Connected App's access token give a
    /// permission.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn check_token<'t>(
        &self,
        token: &'t VerifiedToken,
        permission: crate::b2b::AuthorizationCheck,
    ) -> PermissionCheck<'t, crate::b2b::AuthorizationCheck>
    where
        'c: 't,
    {
        use crate::Resource;

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
    pub fn check<'s>(
        &self,
        session: &'s crate::consumer::Session,
        permission: crate::consumer::AuthorizationCheck,
    ) -> PermissionCheck<'s, crate::consumer::AuthorizationCheck>
    where
        'c: 's,
    {
        use crate::Resource;

        PermissionCheck::of_roles(self.client(), &session.roles, None, permission)
    }

    /// Decides by the cached policy whether the scopes of a Connected App's access token give a
    /// permission.
    ///
    /// # Errors
    /// As [`check`](Self::check).
    pub fn check_token<'t>(
        &self,
        token: &'t VerifiedToken,
        permission: crate::consumer::AuthorizationCheck,
    ) -> PermissionCheck<'t, crate::consumer::AuthorizationCheck>
    where
        'c: 't,
    {
        use crate::Resource;

        PermissionCheck::of_token(self.client(), token, permission)
    }
}
