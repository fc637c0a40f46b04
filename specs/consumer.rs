//! Stytch for products whose customers are people: a project holds Users.
//!
//! Each resource has its requests and responses in a module of its own; what several resources
//! exchange, such as [`User`] and [`Session`], is here.

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
        /// Apps that log their users in through you.
        connected_app: connected_app::ConnectedApp,
        /// Logins with a crypto wallet.
        crypto_wallets: crypto_wallets::CryptoWallets,
        /// A check that the client is set up as it should be.
        debug: debug::Debug,
        /// What to think of a device or an email address.
        fraud: fraud::Fraud,
        /// You as identity provider of Connected Apps.
        idp: idp::Idp,
        /// Logins of your support team as a User.
        impersonation: impersonation::Impersonation,
        /// Programs that log in as themselves.
        m2m: m2m::M2m,
        /// Logins by opening a link.
        magic_links: magic_links::MagicLinks,
        /// Logins with an account at an OAuth provider.
        oauth: oauth::Oauth,
        /// Logins with a passcode that Stytch sends.
        otps: otps::Otps,
        /// Passwords of Users.
        passwords: passwords::Passwords,
        /// The project as a whole.
        project: project::Project,
        /// The project's RBAC policy.
        rbac: rbac::Rbac,
        /// Logins of Users.
        sessions: sessions::Sessions,
        /// Authenticator apps (TOTP) of Users.
        totps: totps::Totps,
        /// Users, the people of a project.
        users: users::Users,
        /// Passkeys and security keys of Users.
        webauthn: webauthn::Webauthn,
    }
}
