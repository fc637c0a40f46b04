//! What both halves of the API exchange: login factors, devices, searches, keys.
//!
//! The docs here say _user_ for the Member of an Organization as well as for the consumer User.

mod authorization;
mod device;
mod factor;
mod idp;
mod jwk;
mod locale;
mod password;
mod rbac;
mod search;

pub use self::{
    authorization::AuthorizationVerdict,
    device::{DeviceAttributeDetails, DeviceInfo},
    factor::{
        AccessTokenExchangeFactor, AuthenticationFactor, AuthenticatorAppFactor, BiometricFactor,
        CryptoWalletFactor, CryptoWalletType, EmailFactor, EmbeddableMagicLinkFactor,
        FactorDeliveryMethod, FactorType, ImpersonatedFactor, OauthExchangeFactor, OauthFactor,
        PhoneNumberFactor, RecoveryCodeFactor, SsoFactor, TrustedAuthTokenFactor, WebauthnFactor,
    },
    idp::{ConnectedAppPublic, ConnectedAppType, GrantedConnectedApp, ScopeResult},
    jwk::Jwk,
    locale::Locale,
    password::{
        Argon2Config, LudsFeedback, PasswordHashType, PasswordStrengthPolicy, Pbkdf2Config,
        SaltConfig, ScryptConfig,
    },
    rbac::{Policy, PolicyPermission, PolicyResource, PolicyRole, PolicyScope},
    search::{ResultsMetadata, SearchOperator, SearchQuery},
};
