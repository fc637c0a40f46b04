//! A token checked: taken apart, its key found, its signature and claims held against what is due.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    claims::Claims,
    error::TokenErrorKind,
    half::Half,
    jwt::Jwt,
    key::{Key, is_signed},
    options::{Parties, TimeLimits},
};
use crate::{Client, Error, http::Connections};

/// The claims of `token`, which `client`'s project issued, for itself, and which are good now.
pub(super) async fn verify(
    client: &Client,
    halves: &'static [Half],
    token: &str,
    limits: &TimeLimits,
    connections: Connections,
) -> Result<Claims, Error> {
    let jwt = Jwt::parse(token)?;
    let keys = &client.inner().keys;
    let key = keys.find(client, halves, &jwt.kid, connections).await?;
    let Key::Rs256(key) = &*key else {
        return Err(TokenErrorKind::OtherKey.into());
    };
    if !is_signed(key, jwt.message, &jwt.signature) {
        return Err(TokenErrorKind::Signature.into());
    }
    let claims = Claims::read(&jwt.claims()?)?;
    Parties { project_id: client.project_id(), base_url: client.base_url() }.check(&claims)?;
    if claims.subject.as_deref().unwrap_or_default().is_empty() {
        return Err(TokenErrorKind::MissingClaim("sub").into());
    }
    limits.check(&claims)?;
    Ok(claims)
}

/// A check under way. It borrows nothing, so that it can be spawned.
#[must_use = "futures do nothing unless they are polled"]
pub struct CheckFuture<T> {
    check: Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>,
}

impl<T> CheckFuture<T> {
    pub(super) fn new(check: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        Self { check: Box::pin(check) }
    }
}

impl<T> Future for CheckFuture<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.check.as_mut().poll(context)
    }
}

impl<T> std::fmt::Debug for CheckFuture<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckFuture").finish_non_exhaustive()
    }
}
