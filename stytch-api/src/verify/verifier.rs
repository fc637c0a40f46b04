//! A token checked: taken apart, its key found, its signature and claims held against what is due.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use crate::{
    Client, Error,
    error::token::TokenErrorKind,
    http::pool::Connections,
    jwt::{key::Key, parse::Jwt},
    verify::{
        claims::Claims,
        fetch::Half,
        validation::{Parties, TimeLimits},
    },
};

/// What a token says, as `read` has it, where `client`'s project issued it, for itself, and it is good
/// now. `None` where that takes a fetch, or at least the beginning of one.
pub(super) fn verify_at_hand<T>(
    client: &Client,
    token: &str,
    limits: &TimeLimits,
    read: impl FnOnce(Claims<'_>) -> Result<T, TokenErrorKind>,
) -> Option<Result<T, Error>> {
    let jwt = match Jwt::parse(token) {
        Ok(jwt) => jwt,
        Err(kind) => return Some(Err(kind.into())),
    };
    let key = client.inner().keys.fresh(&jwt.kid)?;
    Some(verify_by(&key, client, &jwt, limits, read).map_err(Error::from))
}

/// As [`verify_at_hand`], with the keys fetched where they have to be.
pub(super) async fn verify<T>(
    client: &Client,
    halves: &'static [Half],
    token: &str,
    limits: &TimeLimits,
    connections: Connections,
    read: impl FnOnce(Claims<'_>) -> Result<T, TokenErrorKind>,
) -> Result<T, Error> {
    let jwt = Jwt::parse(token)?;
    let key = client.inner().keys.find(client, halves, &jwt.kid, connections).await?;
    Ok(verify_by(&key, client, &jwt, limits, read)?)
}

fn verify_by<T>(
    key: &Key,
    client: &Client,
    jwt: &Jwt<'_>,
    limits: &TimeLimits,
    read: impl FnOnce(Claims<'_>) -> Result<T, TokenErrorKind>,
) -> Result<T, TokenErrorKind> {
    let Key::Rs256(key) = key else {
        return Err(TokenErrorKind::OtherKey);
    };
    if !key.has_signed(jwt.message, &jwt.signature) {
        return Err(TokenErrorKind::Signature);
    }
    let json = jwt.claims()?;
    let claims = Claims::read(&json)?;
    Parties { project_id: client.project_id(), base_url: client.base_url() }.check(&claims)?;
    if claims.subject.as_deref().unwrap_or_default().is_empty() {
        return Err(TokenErrorKind::MissingClaim("sub"));
    }
    // A token of another kind is one whether or not it has expired.
    let in_time = limits.check(&claims);
    let verified = read(claims)?;
    in_time?;
    Ok(verified)
}

/// A check under way. It borrows nothing, so that it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CheckFuture<T>(Course<T>);

enum Course<T> {
    /// Decided by what was at hand; `None` once that has been told.
    Decided(Option<Result<T, Error>>),
    UnderWay(Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>),
}

impl<T> CheckFuture<T> {
    pub(super) fn decided(decision: Result<T, Error>) -> Self {
        Self(Course::Decided(Some(decision)))
    }

    pub(super) fn new(check: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self(Course::UnderWay(Box::pin(check)))
    }
}

#[cfg(feature = "blocking")]
impl<T: Send + 'static> CheckFuture<T> {
    /// Waits on this thread, where there is anything to wait for.
    pub(super) fn wait(self) -> Result<T, Error> {
        match self.0 {
            Course::Decided(Some(decision)) => decision,
            course => crate::client::blocking::wait_for_check(Self(course)),
        }
    }
}

/// Nothing in it is ever pinned.
impl<T> Unpin for CheckFuture<T> {}

impl<T> Future for CheckFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Course::Decided(decision) => {
                Poll::Ready(decision.take().expect("a future is not polled after its end"))
            }
            Course::UnderWay(check) => check.as_mut().poll(context),
        }
    }
}

impl<T> fmt::Debug for CheckFuture<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CheckFuture").finish_non_exhaustive()
    }
}
