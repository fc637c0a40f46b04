//! Stytch for products whose customers are people: a project holds Users.
//!
//! Each resource has its own module with its requests and responses; types that several resources
//! share, such as [`User`] and [`Session`], are here.

pub mod crypto_wallets;
pub mod idp;
pub mod impersonation;
pub mod magic_links;
mod match_options;
pub mod oauth;
pub mod otps;
mod password_feedback;
pub mod passwords;
mod provider_values;
pub mod rbac;
mod session;
pub mod sessions;
pub mod totps;
mod user;
pub mod users;
pub mod webauthn;

use crate::resource;

pub use self::{
    match_options::MatchOptions,
    password_feedback::PasswordFeedback,
    provider_values::ProviderValues,
    session::{Attributes, AuthorizationCheck, Session},
    user::{
        AuthenticatorType, BiometricRegistration, CryptoWallet, Email, OauthProvider, Password,
        PhoneNumber, TotpRegistration, User, UserName, UserStatus, WebauthnRegistration,
    },
};
pub use crate::common::*;

resource! {
    /// Stytch's consumer API.
    pub Consumer {
        endpoints: [],
        /// Apps that log their users in through your product.
        connected_app: connected_app::ConnectedApp,
        /// Logins with a crypto wallet.
        crypto_wallets: crypto_wallets::CryptoWallets,
        /// A check of the client's configuration.
        debug: debug::Debug,
        /// Risk ratings of devices and email addresses.
        fraud: fraud::Fraud,
        /// Your product as an identity provider for Connected Apps.
        idp: idp::Idp,
        /// Logins as a User by your support team.
        impersonation: impersonation::Impersonation,
        /// Machine-to-machine (M2M) authentication.
        m2m: m2m::M2m,
        /// Logins with a link.
        magic_links: magic_links::MagicLinks,
        /// Logins with an account at an OAuth provider.
        oauth: oauth::Oauth,
        /// Logins with a passcode that Stytch sends.
        otps: otps::Otps,
        /// Passwords of Users.
        passwords: passwords::Passwords,
        /// Metrics of the project.
        project: project::Project,
        /// The project's RBAC policy.
        rbac: rbac::Rbac,
        /// Sessions of Users.
        sessions: sessions::Sessions,
        /// Authenticator apps (TOTP) of Users.
        totps: totps::Totps,
        /// Users, the people of a project.
        users: users::Users,
        /// Passkeys and security keys of Users.
        webauthn: webauthn::Webauthn,
    }
}
