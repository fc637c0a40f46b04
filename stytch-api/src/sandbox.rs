//! An in-process Stytch sandbox for tests and examples (feature `sandbox`).
//!
//! [`Sandbox`] starts an HTTP server, by default on a loopback port. It serves every endpoint of this
//! crate and validates requests as Stytch does: credentials, route, required fields, types and unknown
//! fields.
//! It stores Organizations, Members, Users, authenticators, recovery codes, sessions, M2M clients and
//! RBAC policies in memory, and signs JWTs. Its [outbox](Sandbox::outbox) holds the links and passcodes that
//! complete a login. Tests can [advance](Sandbox::advance) its clock, and [choose](Sandbox::on) responses and
//! faults.
//!
//! ```
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use stytch_api::{
//!     b2b::organizations::{CreateRequest, members},
//!     b2b::totps::MigrateRequest,
//!     sandbox::Sandbox,
//! };
//!
//! let sandbox = Sandbox::start().await?;
//! let client = sandbox.client();
//!
//! let organizations = client.b2b().organizations();
//! let acme = organizations.create(CreateRequest::new("Acme")).await?.organization;
//! let ada = members::CreateRequest::new(&acme.organization_id, "ada@acme.example");
//! let ada = organizations.members().create(ada).await?;
//!
//! let secret = "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS";
//! let migrate = MigrateRequest::new(&acme.organization_id, &ada.member_id, secret);
//! let moved = client.b2b().totps().migrate(migrate).await?;
//! assert_eq!(moved.recovery_codes.len(), 10);
//!
//! // You can inspect and print the received requests: `Debug` redacts secrets.
//! let received = sandbox.requests();
//! assert_eq!(received[2].path, "/v1/b2b/totp/migrate");
//! assert!(!format!("{received:?}").contains(secret));
//! # Ok(()) }
//! # tokio::runtime::Runtime::new().unwrap().block_on(run()).unwrap();
//! ```
//!
//! The [`guide`] is about testing with it.
//!
//! # Other languages
//! The command line starts a sandbox for programs in any language: `stytch-api sandbox --port 4000`. In
//! addition to Stytch's endpoints, it serves the routes below, with the project's credentials. They are
//! not recorded, and no fault applies to them.
//!
//! | route | response |
//! |---|---|
//! | `GET /_sandbox/requests` | the last requests, oldest first: `{"requests": [{"method", "path", "query", "headers", "body", "endpoint"}]}` |
//! | `GET /_sandbox/outbox` | the messages of [`Sandbox::outbox`], oldest first: `{"messages": [{"recipient", "delivery_method", "purpose", "code", "token", "link", "expires_at"}]}` |
//!
//! `headers` are pairs of name and value, without `Authorization`, which has the project's secret.
//! Everything else is as it was sent, also other secrets, such as passwords and codes. `body` is JSON, or
//! text if it is not valid JSON. `endpoint` is the endpoint's method and path with placeholders, or `null`.
//!
//! # Differences from Stytch
//! - Emails and text messages are not sent: [`Sandbox::outbox`] returns them. Any redirect URL is
//!   accepted.
//! - OAuth and SSO involve no provider. A start URL that is opened on the sandbox redirects at once with
//!   a token for the person that [`Sandbox::sign_in_as`] has named, and any public token is accepted.
//!   The sandbox stores no SSO connections: an unknown one belongs to the Organization of the person. A
//!   token lasts five minutes; Stytch does not document how long its own last.
//! - New passwords need nine different characters, instead of a strength that zxcvbn estimates. The
//!   sandbox computes no hashes, so an imported password is rejected until it is reset.
//! - A wrong password is rejected with `unauthorized_credentials`, which is an assumption.
//! - A second factor also works alone: a Member who authenticates a TOTP, a passcode by text message or
//!   a recovery code without giving a session gets a new one.
//! - Where Stytch's reference names no error type for a token that was used or has expired, the sandbox
//!   responds as for an unknown one.
//! - An email address or phone number that `send` adds to a User stays, even if the link or passcode is
//!   never used.
//! - New Members may join through discovery if their email domain is allowed. Stytch also
//!   [requires](https://stytch.com/docs/multi-tenant-auth/enterprise-ready/org-management/jit-provision-members)
//!   a Member with a verified address of that domain.
//! - A session can be exchanged for one in another Organization of which the person is a Member by the
//!   same email address. As Stytch [documents](https://stytch.com/docs/b2b/api/exchange-session),
//!   only some kinds of factors count there. Stytch does not document whether the old session ends: in
//!   the sandbox it does, once the login is complete. Sessions are neither attested nor migrated: these
//!   endpoints respond with placeholders.
//! - The QR code of a new authenticator is its `otpauth://` URI as text instead of an image.
//! - The secret of a migrated authenticator must be upper-case base32 (RFC 4648), with or without
//!   padding and without spaces. Stytch does not document how it treats other forms.
//! - References are unambiguous. A slug or external ID is rejected if it equals the ID, slug or
//!   external ID of another Organization; an external ID, if it equals the ID or external ID of
//!   another Member or User.
//! - JWTs are signed as Stytch signs them, but the private keys are public: they are part of this
//!   crate's source. The random project ID keeps the tokens of different sandboxes apart.
//! - The project's RBAC policy has Stytch's own
//!   [roles and resources](https://stytch.com/docs/b2b/guides/rbac/stytch-default) until
//!   [`Sandbox::set_policy`] replaces it, or another program by `PUT /_sandbox/policy`. The sandbox does
//!   not add them to a policy that you set.
//! - Unknown query parameters and body fields are rejected, unless
//!   [`SandboxBuilder::ignore_unknown_fields`] is set. A path parameter may be repeated in the query
//!   or the body with an equal value, as the vendor's SDKs do.
//! - A request body has at most 2 MiB, or what [`SandboxBuilder::max_body_size`] sets. Stytch does not
//!   document a limit; the status 413 with `bad_request` is an assumption.
//! - A `member_credential` must belong to a live session. Its permissions are not checked.
//! - Introspection does not require a Connected App's secret. It supports only access tokens that
//!   the sandbox issued or that [`Sandbox::sign`] made.
//! - Endpoints without state respond with values of the right types: values of the request where the
//!   names match, and default values elsewhere. Nested objects repeat the request's IDs. Their responses
//!   have the header `stytch-sandbox: shape-only`. Among them are passkeys, crypto wallets, SCIM,
//!   impersonation, and passwords that are shared across Organizations.
//! - A session token, session JWT or intermediate session token that a response does not have is an
//!   empty string, because the response models of the vendor's SDKs require them.

#[cfg(doc)]
#[doc = include_str!("../sandbox-endpoints.md")]
pub mod endpoints {}
#[cfg(doc)]
#[doc = include_str!("../test-your-code.md")]
pub mod guide {}
mod builder;
mod handlers;
mod http;
mod instance;
mod store;

pub use self::{
    builder::SandboxBuilder,
    http::{
        fault::{Fault, FaultBody},
        received_request::ReceivedRequest,
        stub::Stub,
    },
    instance::Sandbox,
    store::outbox::{Message, MessagePurpose},
};
