//! Guides, from the first login to production.
//!
//! | guide | |
//! |---|---|
//! | [Log somebody in](log_somebody_in) | links, passcodes, passwords, OAuth, SSO, second factors, cookies, logout |
//! | [Logins in a browser](crate::login) | start URLs of OAuth and SSO, and PKCE |
//! | [Protect a server](crate::verify) | session JWTs, permissions and M2M tokens, verified locally |
//! | [Test your code](crate::sandbox::guide) | an in-process Stytch: logins, faults, other languages, CI |
//! | [In production](in_production) | time limits, rate limits, Lambda, proxies, containers, traces and logs, layers |
//! | [Add an endpoint](crate::endpoint!) | the grammar of a spec, and the [messages](crate::messages) of the compiler |
//! | [Receive webhooks](crate::webhook) | verify that a message comes from Stytch |
//! | [Migrate authenticators](crate::cli::migrate_totps) | from another provider, with all users |
//! | [Bulk runs](crate::cli::bulk) | one endpoint, for each row of a file |
//! | [The command line](mod@crate::cli) | every endpoint, from the shell |
//! | [Moving from the `stytch` crate](from_the_stytch_crate) | what changes, and in which order |

#[doc = include_str!("../log-somebody-in.md")]
pub mod log_somebody_in {}

#[doc = include_str!("../in-production.md")]
pub mod in_production {}

#[doc = include_str!("../from-the-stytch-crate.md")]
pub mod from_the_stytch_crate {}
