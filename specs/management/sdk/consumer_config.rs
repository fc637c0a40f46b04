//! Settings of the SDKs for the consumer API.

use crate::{
    management::sdk::{
        CookiesConfig, DfppaConfig, PasswordsConfig, RedirectLoginConfig, SessionsConfig,
        SmsAutofillMetadata, TotpsConfig,
    },
    object,
};

object! {
    /// Who may use the SDKs.
    #[request]
    ConsumerBasicConfig {
        /// Whether the SDKs can be used at all.
        enabled: bool,
        /// Origins of the websites that may use the SDKs, such as `https://example.com`.
        domains: Vec<String>,
        /// Bundle IDs of the mobile apps that may use the SDKs.
        bundle_ids: Vec<String>,
    }
}

object! {
    /// Logins with a link sent by email.
    #[request]
    ConsumerMagicLinksConfig {
        /// Whether the SDKs can send links to anybody, which creates unknown Users.
        login_or_create_enabled: bool,
        /// Whether the SDKs can send links to existing Users.
        send_enabled: bool,
        /// Whether such logins must use PKCE.
        pkce_required: bool,
    }
}

object! {
    /// One-time passcodes.
    #[request]
    ConsumerOtpsConfig {
        /// Whether the SDKs can send passcodes by text message to anybody, which creates unknown
        /// Users.
        sms_login_or_create_enabled: bool,
        /// Whether the SDKs can send passcodes by WhatsApp to anybody, which creates unknown Users.
        whatsapp_login_or_create_enabled: bool,
        /// Whether the SDKs can send passcodes by email to anybody, which creates unknown Users.
        email_login_or_create_enabled: bool,
        /// Whether the SDKs can send passcodes by text message to existing Users.
        sms_send_enabled: bool,
        /// Whether the SDKs can send passcodes by WhatsApp to existing Users.
        whatsapp_send_enabled: bool,
        /// Whether the SDKs can send passcodes by email to existing Users.
        email_send_enabled: bool,
        /// What to add to text messages, for each app and website.
        sms_autofill_metadata: Vec<SmsAutofillMetadata>,
    }
}

object! {
    /// Passkeys and security keys (WebAuthn).
    #[request]
    ConsumerWebauthnConfig {
        /// Whether the SDKs can register them.
        create_webauthns: bool,
        /// Whether the SDKs can authenticate with them.
        enabled: bool,
    }
}

object! {
    /// Crypto wallets.
    #[request]
    ConsumerCryptoWalletsConfig {
        /// Whether the SDKs can authenticate with them.
        enabled: bool,
        /// Whether the message to sign must follow Sign-In with Ethereum (SIWE).
        siwe_required: bool,
    }
}

object! {
    /// Biometrics of mobile devices.
    #[request]
    ConsumerBiometricsConfig {
        /// Whether the SDKs can register them.
        create_biometrics_enabled: bool,
        /// Whether the SDKs can authenticate with them.
        enabled: bool,
    }
}

object! {
    /// Settings of the SDKs for the consumer API.
    #[request]
    ConsumerConfig {
        /// Who may use the SDKs.
        basic?: ConsumerBasicConfig,
        /// Sessions that the SDKs start.
        sessions?: SessionsConfig,
        /// Logins with a link sent by email.
        magic_links?: ConsumerMagicLinksConfig,
        /// One-time passcodes.
        otps?: ConsumerOtpsConfig,
        /// Logins with an account at an OAuth provider.
        oauth?: RedirectLoginConfig,
        /// Authenticator apps (TOTP).
        totps?: TotpsConfig,
        /// Passkeys and security keys (WebAuthn).
        webauthn?: ConsumerWebauthnConfig,
        /// Logins with crypto wallets.
        crypto_wallets?: ConsumerCryptoWalletsConfig,
        /// Checks of devices when users authenticate.
        dfppa?: DfppaConfig,
        /// Logins with the biometrics of mobile devices.
        biometrics?: ConsumerBiometricsConfig,
        /// What the SDKs can do with passwords.
        passwords?: PasswordsConfig,
        /// How sessions are stored in browsers.
        cookies?: CookiesConfig,
    }
}
