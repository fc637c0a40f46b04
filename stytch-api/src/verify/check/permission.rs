//! A check of a permission against roles or scopes.

use std::{borrow::Cow, fmt, future::IntoFuture};

use crate::{
    Client, Error,
    common::AuthorizationVerdict,
    error::token::TokenErrorKind,
    http::pool::Connections,
    verify::{
        check::future::CheckFuture,
        decision::{Decision, Need, Snapshot, Step, decide, decide_cached},
        fetch::{DataSource, Product},
    },
};

/// A permission to check: [`b2b::AuthorizationCheck`](crate::b2b::AuthorizationCheck) or
/// [`consumer::AuthorizationCheck`](crate::consumer::AuthorizationCheck). ([`NoPermission`] is for tokens
/// that cannot have one.)
pub trait Permission: Clone + Send + Sync + 'static {
    /// The products that may have the project's keys.
    #[doc(hidden)]
    const PRODUCTS: &'static [Product];

    #[doc(hidden)]
    fn query(&self) -> PermissionQuery<'_>;
}

/// The values of a permission that is checked.
#[derive(Clone, Copy, Debug)]
pub struct PermissionQuery<'p> {
    pub(in crate::verify) product: Product,
    /// The Organization that the subject must belong to.
    pub(in crate::verify) organization_id: Option<&'p str>,
    pub(in crate::verify) resource_id: &'p str,
    pub(in crate::verify) action: &'p str,
}

/// For tokens that have scopes only: M2M clients have no permissions in the RBAC policy.
#[derive(Clone, Copy, Debug)]
pub enum NoPermission {}

impl Permission for NoPermission {
    const PRODUCTS: &'static [Product] = Product::ALL;

    fn query(&self) -> PermissionQuery<'_> {
        match *self {}
    }
}

/// The roles or scopes that a permission is checked for.
pub(in crate::verify) enum Subject<'s> {
    Roles(Cow<'s, [String]>),
    Scopes(Cow<'s, [String]>),
}

impl<'s> Subject<'s> {
    pub(in crate::verify) fn roles(roles: &'s [String]) -> Self {
        Self::Roles(Cow::Borrowed(roles))
    }

    pub(in crate::verify) fn scopes(scopes: &'s [String]) -> Self {
        Self::Scopes(Cow::Borrowed(scopes))
    }

    fn into_owned(self) -> Subject<'static> {
        match self {
            Self::Roles(roles) => Subject::Roles(Cow::Owned(roles.into_owned())),
            Self::Scopes(scopes) => Subject::Scopes(Cow::Owned(scopes.into_owned())),
        }
    }
}

/// Decides whether `subject` has the permission; `organization_id` is the subject's Organization.
///
/// The project's policy grants permissions to scopes and roles. The Organization's own policy may grant
/// more to a role, even to one of the project with the same ID.
pub(super) fn evaluate_permission(
    query: PermissionQuery<'_>,
    subject: &Subject<'_>,
    organization_id: Option<&str>,
    snapshot: &Snapshot,
) -> Step<AuthorizationVerdict> {
    if query.organization_id.is_some() && query.organization_id != organization_id {
        return Step::Done(Err(TokenErrorKind::WrongOrganization));
    }
    let Some(project) = &snapshot.project_policy else {
        return Step::Need(Need::ProjectPolicy(query.product));
    };
    let PermissionQuery { resource_id, action, .. } = query;
    let roles = match subject {
        Subject::Roles(roles) => roles,
        Subject::Scopes(scopes) if project.is_granted_to_scopes(scopes, resource_id, action) => {
            return Step::Done(Ok(AuthorizationVerdict::default().authorized(true)));
        }
        Subject::Scopes(_) => return Step::Done(Err(TokenErrorKind::MissingPermission)),
    };
    let granting_roles = project.granting_roles(roles, resource_id, action);
    if !granting_roles.is_empty() {
        return Step::Done(Ok(granted_by(granting_roles)));
    }
    #[cfg(feature = "b2b")]
    if let Some(organization_id) = query.organization_id
        && !roles.is_empty()
    {
        let Some(organization) = &snapshot.organization_policy else {
            return Step::Need(Need::OrganizationPolicy(organization_id.to_owned()));
        };
        let granting_roles = organization.granting_roles(roles, resource_id, action);
        if !granting_roles.is_empty() {
            return Step::Done(Ok(granted_by(granting_roles)));
        }
    }
    Step::Done(Err(TokenErrorKind::MissingPermission))
}

fn granted_by(roles: Vec<String>) -> AuthorizationVerdict {
    AuthorizationVerdict::default().authorized(true).granting_roles(roles)
}

/// A check of a permission against the cached policy, made when it is awaited.
///
/// Created by `Rbac::check` and `Rbac::check_token`.
#[must_use = "a check does nothing until it is awaited; write `.await?`"]
pub struct PermissionCheck<'c, P> {
    client: &'c Client,
    decision: PermissionDecision<'c, P>,
}

struct PermissionDecision<'c, P> {
    permission: P,
    subject: Subject<'c>,
    organization_id: Option<Cow<'c, str>>,
}

impl<P: Permission> Decision for PermissionDecision<'_, P> {
    type Output = AuthorizationVerdict;

    fn evaluate(&mut self, snapshot: &Snapshot) -> Step<AuthorizationVerdict> {
        let organization_id = self.organization_id.as_deref();
        evaluate_permission(self.permission.query(), &self.subject, organization_id, snapshot)
    }
}

impl<P: Permission> PermissionDecision<'_, P> {
    fn into_owned(self) -> PermissionDecision<'static, P> {
        let organization_id = self.organization_id.map(|id| Cow::Owned(id.into_owned()));
        let (permission, subject) = (self.permission, self.subject.into_owned());
        PermissionDecision { permission, subject, organization_id }
    }
}

impl<'c, P: Permission> PermissionCheck<'c, P> {
    /// Checks `permission` for `subject`; `organization_id` is the subject's Organization.
    pub(in crate::verify) fn new(
        client: &'c Client,
        subject: Subject<'c>,
        organization_id: Option<&'c str>,
        permission: P,
    ) -> Self {
        let organization_id = organization_id.map(Cow::Borrowed);
        Self { client, decision: PermissionDecision { permission, subject, organization_id } }
    }

    fn start(self, connections: Connections) -> CheckFuture<AuthorizationVerdict> {
        let Self { client, mut decision } = self;
        if let Some(result) = decide_cached(client, &mut decision) {
            return CheckFuture::decided(result.map_err(Error::from));
        }
        let source = DataSource { client: client.clone(), products: P::PRODUCTS, connections };
        let mut decision = decision.into_owned();
        CheckFuture::pending(async move { decide(&source, &mut decision).await })
    }

    /// Checks the permission, blocking the thread if a fetch is needed. In async code, write `.await`.
    ///
    /// # Errors
    /// The same as `.await`.
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

impl<P> fmt::Debug for PermissionCheck<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PermissionCheck").finish_non_exhaustive()
    }
}
