//! The client: its settings, its calls, and how a request is sent.

#[cfg(feature = "blocking")]
pub(crate) mod blocking;
mod builder;
mod call;
mod inner;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "management")]
mod management;
mod options;
mod pages;
mod raw;
mod resource;
mod send;
#[cfg(feature = "verify")]
pub(crate) mod token_settings;
mod trace;

use std::{fmt, sync::Arc};

#[cfg(not(feature = "bulk"))]
use self::inner::Inner;
#[cfg(feature = "cli")]
pub(crate) use self::json::check_fields;
#[cfg(feature = "json")]
pub use self::json::{JsonCall, JsonCallFuture};
#[cfg(feature = "management")]
pub use self::management::ManagementClient;
#[cfg(feature = "cli")]
pub(crate) use self::pages::loop_guard::LoopGuard;
#[cfg(feature = "blocking")]
pub use self::pages::{BlockingItems, BlockingPages};
pub use self::{
    builder::ClientBuilder,
    call::{Call, CallFuture},
    pages::{Items, Pages},
    raw::{RawCall, RawCallFuture},
    resource::{ApiClient, Resource},
};
#[cfg(feature = "bulk")]
pub(crate) use self::{
    inner::Inner,
    options::{CallOptions, option_setters},
};
#[cfg(feature = "b2b")]
use crate::b2b::B2b;
#[cfg(feature = "consumer")]
use crate::consumer::Consumer;
use crate::schema::Endpoint;

/// A client of the Stytch API. Cheap to clone; clones share their connections and their rate limit.
///
/// A connection is driven by the async runtime that opened it, so use a separate client for each
/// runtime. (`Call::wait` has its own runtime and connections, and can be mixed with `.await`.)
///
/// ```no_run
/// # async fn run() -> Result<(), stytch_api::Error> {
/// use stytch_api::{Client, b2b::totps::MigrateRequest};
///
/// let client = Client::new("project-test-…", "secret-test-…")?;
/// let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
/// let request = MigrateRequest::new("acme", "member-test-…", secret);
/// let migrated = client.b2b().totps().migrate(request).await?;
/// println!("{}", migrated.totp_registration_id);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

impl Client {
    /// The B2B API: Organizations, Members and their resources.
    #[cfg(feature = "b2b")]
    pub fn b2b(&self) -> B2b<'_> {
        B2b::new(self)
    }

    /// The consumer API: Users and their resources.
    #[cfg(feature = "consumer")]
    pub fn consumer(&self) -> Consumer<'_> {
        Consumer::new(self)
    }

    /// Calls any endpoint of a project, including those declared in other crates.
    pub fn send<E: Endpoint<Client = Self>>(&self, request: E) -> Call<'_, E> {
        Call::new(&self.inner, request)
    }

    /// Returns the ID of the project.
    pub fn project_id(&self) -> &str {
        &self.inner.credentials.id
    }

    /// Returns the URL that calls are sent to, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.inner.base_url().as_str().trim_end_matches('/')
    }

    #[cfg(any(feature = "bulk", feature = "json", feature = "verify"))]
    pub(crate) fn inner(&self) -> &Arc<Inner> {
        &self.inner
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt_client(f)
    }
}

#[cfg(all(test, feature = "b2b"))]
mod tests {
    use reqwest::header::{AUTHORIZATION, USER_AGENT};

    use super::*;
    use crate::{
        MemberCredential,
        b2b::organizations::{DeleteRequest, GetRequest},
    };

    #[test]
    fn headers_with_secrets_are_marked_sensitive() {
        let builder = Client::builder("project-test-1", "secret-test-1");
        let client = builder.base_url("http://localhost:1").build().unwrap();
        let headers = client.inner.headers.for_endpoint(GetRequest::spec());
        assert!(headers[AUTHORIZATION].is_sensitive());
        assert!(!headers[USER_AGENT].is_sensitive());
        for credential in [MemberCredential::token("token"), MemberCredential::jwt("jwt")] {
            let (name, _) = credential.header();
            let request = DeleteRequest::new("acme").member_credential(credential.clone());
            let prepared = send::prepare(&client.inner, DeleteRequest::spec(), &request).unwrap();
            assert!(prepared.headers[name].is_sensitive());
        }
    }
}
