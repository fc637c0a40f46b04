//! An unofficial client for the [Stytch](https://stytch.com) authentication API, generated from one
//! short spec per endpoint.
//!
//! ```no_run
//! use stytch_api::{Client, b2b::totps::MigrateRequest};
//!
//! # async fn run() -> Result<(), stytch_api::Error> {
//! // The project ID selects the test or the live environment.
//! let client = Client::new("project-test-…", "secret-test-…")?;
//!
//! let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
//! let request = MigrateRequest::new("acme", "member-test-…", secret)
//!     .recovery_codes(["ckss-2skx-ebow", "spbc-424h-usy0"]);
//! match client.b2b().totps().migrate(request).await {
//!     Ok(migrated) => println!("migrated as {}", migrated.totp_registration_id),
//!     Err(error) if error.is_not_found() => println!("the Member does not exist"),
//!     Err(error) if error.is_timeout() => println!("no response in time"),
//!     Err(error) => return Err(error),
//! }
//! # Ok(()) }
//! ```
//!
//! The [`guides`] begin with a login and end in production.
//!
//! # Requests and responses
//!
//! Each endpoint has a request type, with `new` for its required fields and a setter for each optional
//! one, and a response type with public fields. They live in one module per resource, such as
//! [`b2b::totps`], together with the resource's methods. Types that several endpoints share, such as
//! [`b2b::Member`], are one level up.
//!
//! A field that you don't set is omitted from the request. A field that is absent from a response, or
//! `null`, reads as the default of its type; an unknown enum value reads as
//! [`Unknown`](b2b::MemberStatus::Unknown) with its text; unknown fields are ignored. An empty
//! [`Secret`] in an optional field reads as `None`: Stytch sends `""` for a token that a login does not have. Only the
//! main results of a call (its IDs, tokens and codes) are required: if one is missing, the call fails with a
//! [`DecodeError`].
//!
//! # Calls
//!
//! A [`Call`] does nothing until it is awaited. It completes within 30 seconds, including retries,
//! unless [`Call::timeout`] or [`ClientBuilder::timeout`] says otherwise. A request that was certainly
//! not carried out (no connection, or a 503 with `Retry-After` or Stytch's error type) is retried up to
//! twice; after a rate limit, up to six times. The wait before a retry is random, grows, and is at least
//! what `Retry-After` asks for. A request that may have been carried out is retried only if its spec says
//! that this is safe. See [`RetryPolicy`].
//!
//! The calls of a client and its clones adapt to the server's rate limit: once several have exceeded it,
//! all are evenly spaced, and a call waits for its turn. [`ClientBuilder::max_requests_per_second`] sets a
//! fixed limit, such as the 65 requests per second that Stytch asks for in migrations.
//!
//! # Connections
//!
//! Connections are encrypted, and by default trust the platform's root certificates.
//! [`ClientBuilder::tls`] sets other roots, a client certificate or a minimum version;
//! [`ClientBuilder::proxy`] and [`ClientBuilder::dns_resolver`] set the route. Plain `http` is allowed for
//! loopback addresses, and for other hosts with [`ClientBuilder::danger_allow_plain_http`]. For any other
//! setting, [`ClientBuilder::http_client`] takes an HTTP client of your own. A setting that cannot take
//! effect is rejected by [`ClientBuilder::build`].
//!
//! # Pages
//!
//! [`Call::items`] turns a paginated search or list into a stream of its items, [`Call::pages`] into a
//! stream of responses. If a page fails, the stream yields every earlier item before the error.
//!
//! # Errors
//!
//! Every call fails with an [`Error`], an enum with a predicate for each common case. For other errors
//! that Stytch returns, compare [`Error::error_type`] with an [`ErrorType`]. If a call succeeded but its
//! response cannot be decoded, [`DecodeError`] contains the path of the invalid value and the body, since
//! the call has taken effect. The errors of webhooks, start URLs, PKCE, authenticators, journals and the
//! catalog convert into [`Error`], so that one `?` serves all.
//!
//! # Logins
//!
//! A successful call is not always a login: an Organization can require another factor.
//! [`LoginResponse::login`](login::LoginResponse::login) tells the cases apart, for every response that can be a
//! login.
//!
//! # Secrets
//!
//! Tokens, codes and keys are [`Secret`]s. The `Debug` output of every request and response is safe to
//! log; no error, log event or redirect contains a secret. If a response echoes a secret of its request,
//! plain or escaped, the error has `[redacted]` in its place. The same applies to the project's credentials
//! and to values of at least 8 bytes given to [`Call::header`], and to their parts: in `sid=…; theme=dark`, the
//! session ID on its own. Secrets of fewer than 4 bytes are not recognized, and those of fewer than 8 bytes
//! only as whole words. Texts are truncated after 16 KiB. The body of an error is returned as received.
//!
//! Secrets, encoded request bodies and credentials are zeroed in memory when they are dropped, as far as
//! the HTTP library allows: [`Secret`] lists what is and what isn't.
//!
//! # Traces and logs
//!
//! Each call is a span of `tracing`, target `stytch_api`, with an event for each attempt and a warning if the call fails
//! through no fault of the caller. The guide "In production" of the [`guides`] lists the fields. None contains a secret.
//!
//! # Sessions, tokens and permissions
//!
//! Session JWTs, M2M tokens and Connected Apps' access tokens are verified locally, without a network
//! call, and permissions by the cached RBAC policy: `Sessions::authenticate_jwt`,
//! [`common::m2m::M2m`], `Idp::authenticate_token`, `Rbac::check`. The guide is at [`verify`].
//!
//! # Your own endpoints
//!
//! [`endpoint!`] declares an endpoint in any crate that depends on this one; [`Client::send`] calls it.
//! [`object!`] and [`open_enum!`] declare the types that endpoints share, and [`resource!`] the type
//! that carries their methods. The page [`messages`] lists the compiler's messages for invalid specs.
//!
//! # The Management API
//!
//! With feature `management`, `ManagementClient` calls the Management API, which configures the projects of a
//! workspace. It has a host and credentials of its own: those of a workspace key. A [`Client`] cannot call its
//! endpoints, nor can it call those of a project: [`Client::send`] does not compile, and `send_json` fails before
//! anything is sent.
//!
//! # Features
//!
//! | feature | |
//! |---|---|
//! | `rustls` (default) | TLS by rustls with ring; certificates are verified by the platform |
//! | `aws-lc-rs` | TLS by rustls with aws-lc-rs; takes precedence over `rustls`, also if another crate enables it: see below |
//! | `native-tls` | TLS by the platform's own library, if neither of the others is enabled |
//! | `http2` | HTTP/2 over TLS, if the server supports it: many calls at once share one connection; the guide "In production" of the [`guides`] describes it |
//! | `b2b`, `consumer` (default) | Stytch's two products; the endpoints that they share need neither feature |
//! | `management` | `ManagementClient`: the Management API, with the projects of a workspace and their settings |
//! | `verify` (default) | [`verify`], [`login`] and [`webhook`]: local verification of tokens and permissions, browser logins, webhooks; needs a TLS feature, for its crypto library |
//! | `json` | [`Client::send_json`]: endpoints by [name](catalog::Catalog) and calls from JSON; [`Table::read`](schema::Table::read): JSON decoded by the table of a type |
//! | `blocking` | `Call::wait`, `Pages::wait`: the same calls without `.await` |
//! | `totp` | `totp::Authenticator`: the authenticators of another provider, to migrate them |
//! | `bulk` | `bulk`: many calls of one endpoint, in a run that can be interrupted and resumed |
//! | `sandbox` | `sandbox::Sandbox`: an in-process Stytch for tests |
//! | `cli` | the program `stytch-api`, whose manual is at [`cli`](mod@cli) |
//!
//! Cargo enables a feature for the whole program. If another crate enables `aws-lc-rs`, every client uses aws-lc-rs:
//! for TLS, which then prefers the post-quantum key exchange X25519MLKEM768 and also accepts certificates on the curve
//! P-521, and to verify tokens, with the same results.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "bulk")]
pub mod bulk;
#[cfg(any(feature = "verify", feature = "sandbox"))]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(unused, reason = "neither product is there to fetch keys and policies from")
)]
mod cache;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
mod client;
mod codec;
#[cfg(any(feature = "verify", feature = "sandbox"))]
#[allow(unused_imports, reason = "not every set of features has a use for it")]
mod crypto;
mod error;
#[cfg(all(doc, feature = "cli"))]
pub mod guides;
mod http;
#[cfg(feature = "verify")]
mod jwt;
#[cfg(any(feature = "b2b", feature = "consumer", feature = "verify"))]
pub mod login;
mod macros;
#[cfg(doc)]
#[doc = include_str!("../messages.md")]
pub mod messages {}
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod schema;
#[path = "../specs/mod.rs"]
mod specs;
#[cfg(feature = "totp")]
pub mod totp;
mod types;
#[cfg(feature = "verify")]
#[cfg_attr(
    not(any(feature = "b2b", feature = "consumer")),
    allow(
        unused,
        unreachable_code,
        clippy::unused_async,
        reason = "neither product is there to fetch keys and policies from"
    )
)]
pub mod verify;
#[cfg(all(
    feature = "verify",
    // Without a crypto library, `crypto` reports the one error.
    any(feature = "aws-lc-rs", feature = "native-tls", feature = "rustls", feature = "sandbox")
))]
pub mod webhook;

#[cfg(feature = "management")]
pub use client::ManagementClient;
pub use client::{
    ApiClient, Call, CallFuture, Client, ClientBuilder, Items, Pages, RawCall, RawCallFuture,
    Resource,
};
#[cfg(feature = "blocking")]
pub use client::{BlockingItems, BlockingPages};
#[cfg(feature = "json")]
pub use client::{JsonCall, JsonCallFuture};
#[cfg(feature = "json")]
pub use error::ReadError;
pub use error::{
    ApiError, ConfigError, DecodeError, Error, ErrorType, RequestError, TransportError,
    TransportKind,
};
pub use http::{
    attempt::RawResponse,
    retry::RetryPolicy,
    tls::{TlsOptions, TlsVersion},
};
/// Types for [`ClientBuilder::layer`], the layers around each attempt.
pub mod layer {
    pub use tower_layer::Layer;
    pub use tower_service::Service;

    pub use crate::http::{
        attempt::AttemptError,
        layer::{Body, BoxError, HttpFuture, HttpService, Request, Response},
    };
}
/// The HTTP library, for [`ClientBuilder::proxy`] and [`ClientBuilder::http_client`].
pub use reqwest;
/// Any JSON value.
pub use serde_json::Value as Json;
#[cfg(feature = "b2b")]
pub use specs::b2b;
pub use specs::common;
#[cfg(feature = "consumer")]
pub use specs::consumer;
#[cfg(feature = "management")]
pub use specs::management;
pub use types::{
    Metadata, member_credential::MemberCredential, nullable::Nullable, secret::Secret,
    timestamp::Timestamp,
};
