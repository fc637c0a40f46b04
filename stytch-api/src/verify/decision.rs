//! Decisions about tokens and permissions, independent of how their data is obtained.
//!
//! A [`Decision`] is evaluated against a [`Snapshot`]: it returns a result or names the data it needs.
//! [`decide_cached`] provides data from the caches only, so that a check that needs no fetch completes
//! without a future; [`decide`] fetches.

use std::sync::Arc;

use crate::{
    Client, Error,
    cache::{keys::KeyLookup, policies::Grants},
    error::token::TokenErrorKind,
    verify::fetch::{DataSource, Product},
};

/// The data that a decision has been given so far.
#[derive(Default)]
pub(crate) struct Snapshot {
    pub(super) key: Option<KeyLookup>,
    pub(super) project_policy: Option<Arc<Grants>>,
    #[cfg(feature = "b2b")]
    pub(super) organization_policy: Option<Arc<Grants>>,
}

/// The data that a decision needs next.
pub(crate) enum Need {
    /// The key with this ID.
    Key(String),
    ProjectPolicy(Product),
    /// The roles of the Organization with this ID.
    #[cfg(feature = "b2b")]
    OrganizationPolicy(String),
}

pub(crate) enum Step<T> {
    Done(Result<T, TokenErrorKind>),
    Need(Need),
}

pub(crate) trait Decision {
    type Output;

    /// Decides with the data in `snapshot`, or names the data that is missing.
    ///
    /// May store intermediate results, such as a verified token, but must otherwise be free of side
    /// effects.
    fn evaluate(&mut self, snapshot: &Snapshot) -> Step<Self::Output>;
}

/// Decides with cached data that is fresh. Returns `None` if a fetch is needed.
pub(crate) fn decide_cached<D: Decision>(
    client: &Client,
    decision: &mut D,
) -> Option<Result<D::Output, TokenErrorKind>> {
    let mut snapshot = Snapshot::default();
    loop {
        match decision.evaluate(&snapshot) {
            Step::Done(result) => return Some(result),
            Step::Need(need) => snapshot.read_cached(client, &need)?,
        }
    }
}

/// Decides, fetching the data that is not cached.
///
/// # Errors
/// `Error::Token` if the token is rejected or the permission denied, `Error::Unavailable` if a fetch
/// fails.
pub(crate) async fn decide<D: Decision>(
    source: &DataSource,
    decision: &mut D,
) -> Result<D::Output, Error> {
    let mut snapshot = Snapshot::default();
    loop {
        match decision.evaluate(&snapshot) {
            Step::Done(result) => return Ok(result?),
            Step::Need(need) => snapshot.fetch(source, &need).await?,
        }
    }
}

impl Snapshot {
    fn read_cached(&mut self, client: &Client, need: &Need) -> Option<()> {
        let inner = client.inner();
        match need {
            Need::Key(kid) => self.key = Some(KeyLookup::Found(inner.keys.cached(kid)?)),
            Need::ProjectPolicy(_) => self.project_policy = Some(inner.policies.cached_project()?),
            #[cfg(feature = "b2b")]
            Need::OrganizationPolicy(organization_id) => {
                self.organization_policy =
                    Some(inner.policies.cached_organization(organization_id)?);
            }
        }
        Some(())
    }

    async fn fetch(&mut self, source: &DataSource, need: &Need) -> Result<(), Error> {
        match need {
            Need::Key(kid) => {
                self.key = Some(source.key(kid).await?);
            }
            Need::ProjectPolicy(product) => {
                self.project_policy = Some(source.project_policy(*product).await?);
            }
            #[cfg(feature = "b2b")]
            Need::OrganizationPolicy(organization_id) => {
                self.organization_policy = Some(source.organization_policy(organization_id).await?);
            }
        }
        Ok(())
    }
}
