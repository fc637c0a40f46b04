//! The [Stytch](https://stytch.com) API for Rust, one short spec per endpoint.
//!
//! ```no_run
//! use stytch_api::{Client, b2b::totps::MigrateRequest};
//!
//! # async fn run() -> Result<(), stytch_api::Error> {
//! // Test or live, as the project ID says.
//! let client = Client::new("project-test-…", "secret-test-…")?;
//!
//! let request = MigrateRequest::new("acme", "member-test-…", "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS")
//!     .recovery_codes(["ckss-2skx-ebow", "spbc-424h-usy0"]);
//! match client.b2b().totps().migrate(request).await {
//!     Ok(moved) => println!("moved as {}", moved.totp_registration_id),
//!     Err(error) if error.is_not_found() => println!("no such Member"),
//!     Err(error) if error.is_timeout() => println!("no answer in time"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(()) }
//! ```
//!
//! # Requests and responses
//!
//! Each endpoint has a request type with `new` for what it must have and a setter for each field that
//! may be left out; and a response type with public fields. They live in a module per resource,
//! [`b2b::totps`] for instance, which also holds the resource's methods. What several endpoints exchange,
//! such as [`b2b::Member`], is one level up.
//!
//! What is not set is not sent. What an answer lacks, or gives as `null`, reads as the zero of its
//! type; an unknown value of an enum is kept as [`Unknown`](b2b::MemberStatus::Unknown); an unknown
//! field is passed over. Only what a call is made for (its IDs, tokens and codes) must be there.
//!
//! # Calls
//!
//! A [`Call`] is a value until it is awaited. It ends within 30 seconds, retries included, unless
//! [`Call::timeout`] or [`ClientBuilder::timeout`] says otherwise. A request that was certainly not
//! carried out (status 429 or 503, no connection) is sent again up to twice, with a growing random
//! wait or as `Retry-After` asks; one that may have been, only where its spec says that a repeat does
//! no harm. See [`RetryPolicy`].
//!
//! # Pages
//!
//! Where an answer comes page by page, [`Call::items`] is a stream of all that the pages hold, and
//! [`Call::pages`] one of the answers themselves. An error ends it, after everything that came before.
//!
//! # Errors
//!
//! Every call fails with an [`Error`], an enum to match on, with predicates for the usual questions.
//! When a call succeeded but its answer cannot be read, [`DecodeError`] says where in the JSON and
//! keeps the body, since the call has taken effect.
//!
//! # Secrets
//!
//! Tokens, codes and keys are [`Secret`]s. `Debug` of every request and response is safe to print; no
//! error, log event or redirect carries a secret. Each attempt is logged by `tracing` at debug level:
//! method, path template, status, request ID, attempt and time.
//!
//! # Sessions, tokens and permissions
//!
//! The JWT of a session, an M2M token and a Connected App's access token are checked without a call, and
//! permissions by the cached RBAC policy: `Sessions::authenticate_jwt`, [`common::m2m::M2m`],
//! `Idp::authenticate_token`, `Rbac::check`. [`verify`] is the guide to it.
//!
//! # Endpoints of your own
//!
//! [`endpoint!`] declares an endpoint in any crate that depends on this one;
//! [`Client::send`] calls it. [`object!`] and [`open_enum!`] declare what it exchanges, and
//! [`resource!`] what its method hangs on.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `rustls` (default) | TLS by rustls with ring, certificates checked as the platform does |
//! | `aws-lc-rs` | TLS by rustls with aws-lc-rs; goes before `rustls` where both are on |
//! | `native-tls` | TLS by the platform's own library, where neither of the others is on |
//! | `b2b`, `consumer` (default) | the two halves of the API; what they share is in neither |
//! | `verify` (default) | [`verify`]: tokens and permissions checked without a call; needs `rustls` or `aws-lc-rs` |
//! | `json` | [`Client::send_json`]: endpoints by [name](catalog::Catalog), calls from JSON; [any value](table::Table::read) by its table |
//! | `blocking` | `Call::wait`, `Pages::wait`: the same calls without `.await` |
//! | `sandbox` | `sandbox::Sandbox`: a Stytch in your own process, for tests |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "verify")]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(unused, reason = "neither product is there to fetch keys and policies from")
)]
mod cache;
pub mod catalog;
mod client;
mod codec;
#[cfg(any(feature = "verify", feature = "sandbox"))]
#[allow(unused_imports, reason = "not every set of features has a use for it")]
mod crypto;
mod error;
mod http;
#[cfg(feature = "verify")]
mod jwt;
#[cfg(feature = "verify")]
pub mod login;
mod macros;
#[cfg(any(feature = "verify", feature = "sandbox"))]
mod policy;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod schema;
#[path = "../specs/mod.rs"]
mod specs;
mod types;
#[cfg(feature = "verify")]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(
        unused,
        unreachable_code,
        clippy::unused_async,
        reason = "there is no half to have keys and policies from"
    )
)]
pub mod verify;
#[cfg(feature = "verify")]
pub mod webhook;

#[cfg(feature = "json")]
pub use client::json::{JsonCall, JsonCallFuture};
#[cfg(feature = "blocking")]
pub use client::pages::{BlockingItems, BlockingPages};
pub use client::{
    Client, ClientBuilder,
    call::{Call, CallFuture, RawCall, RawCallFuture, RawResponse},
    pages::{Items, Pages},
};
pub use error::{
    ApiError, ConfigError, DecodeError, Error, RequestError, TransportError, TransportKind,
};
pub use http::retry::RetryPolicy;
/// The HTTP client underneath, for [`ClientBuilder::http_client`].
pub use reqwest;
/// Any JSON value.
pub use serde_json::Value as Json;
#[cfg(feature = "b2b")]
pub use specs::b2b;
pub use specs::common;
#[cfg(feature = "consumer")]
pub use specs::consumer;
pub use types::{
    member_credential::MemberCredential, nullable::Nullable, secret::Secret, timestamp::Timestamp,
};

/// A free JSON object: metadata, custom claims. A `null` in it is kept and sent as it is.
pub type Metadata = serde_json::Map<String, Json>;
