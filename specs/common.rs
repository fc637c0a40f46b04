//! Types that both APIs share: login factors, devices, searches, keys.
//!
//! The docs here say _user_ for both the Member of an Organization and the consumer User.

mod authorization;
pub mod connected_app;
mod connected_app_client;
pub mod debug;
mod device;
mod email_risk;
mod factor;
mod fingerprint;
pub mod fraud;
mod fraud_verdict;
mod idp;
mod jwk;
mod locale;
pub mod m2m;
mod m2m_client;
mod password;
pub mod project;
mod project_metric;
mod rbac;
mod search;

pub use self::{
    authorization::AuthorizationVerdict,
    connected_app_client::{
        ClientStatus, ConnectedApp, ConnectedAppWithClientSecret, ConnectedAppWithNextClientSecret,
    },
    device::{DeviceAttributeDetails, DeviceInfo},
    email_risk::{EmailAddressRisk, EmailDomainRisk},
    factor::{
        AccessTokenExchangeFactor, AuthenticationFactor, AuthenticatorAppFactor, BiometricFactor,
        CryptoWalletFactor, CryptoWalletType, EmailFactor, EmbeddableMagicLinkFactor,
        FactorDeliveryMethod, FactorType, ImpersonatedFactor, OauthExchangeFactor, OauthFactor,
        PhoneNumberFactor, RecoveryCodeFactor, SsoFactor, TrustedAuthTokenFactor, WebauthnFactor,
    },
    fingerprint::{
        AsnProperties, BrowserProperties, DeviceProperties, ExternalMetadata, Fingerprints,
        IpGeolocation, NetworkProperties,
    },
    fraud_verdict::{
        FraudAction, FraudRule, FraudRuleAction, FraudRuleType, FraudVerdict, VerdictReasonAction,
        VerdictReasonOverride,
    },
    idp::{
        ConnectedAppPublic, ConnectedAppType, GrantedConnectedApp, OauthPrompt, OauthResponseType,
        ScopeResult,
    },
    jwk::Jwk,
    locale::Locale,
    m2m_client::{
        GrantType, M2mClient, M2mClientWithClientSecret, M2mClientWithNextClientSecret, TokenType,
    },
    password::{
        Argon2Config, LudsFeedback, PasswordHashType, PasswordStrengthPolicy, Pbkdf2Algorithm,
        Pbkdf2Config, SaltConfig, ScryptConfig,
    },
    project_metric::{ProjectMetric, ProjectMetricType},
    rbac::{Policy, PolicyPermission, PolicyResource, PolicyRole, PolicyScope},
    search::{ResultsMetadata, SearchOperator, SearchQuery},
};
