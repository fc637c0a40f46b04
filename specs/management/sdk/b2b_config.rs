//! Settings of the SDKs for the B2B API.

use crate::{
    management::sdk::{
        CookiesConfig, DfppaConfig, PasswordsConfig, RedirectLoginConfig, SessionsConfig,
        SmsAutofillMetadata, TotpsConfig,
    },
    object,
};

object! {
    /// A website that may use the SDKs.
    #[request]
    AuthorizedB2bDomain {
        /// Origin of the website, such as `https://example.com`.
        domain: String,
        /// Origin with a placeholder for the Organization's slug, such as
        /// `https://{{slug}}.example.com`; empty if the origin doesn't contain it.
        slug_pattern: String,
    }
}

object! {
    /// Who may use the SDKs, and for what.
    #[request]
    B2bBasicConfig {
        /// Whether the SDKs can be used at all.
        enabled: bool,
        /// Whether the SDKs can create Organizations, with the user as the first Member.
        allow_self_onboarding: bool,
        /// Whether the SDKs can change Organizations and Members, as far as the roles of the Member
        /// permit.
        enable_member_permissions: bool,
        /// The websites that may use the SDKs.
        domains: Vec<AuthorizedB2bDomain>,
        /// Bundle IDs of the mobile apps that may use the SDKs.
        bundle_ids: Vec<String>,
    }
}

object! {
    /// One-time passcodes.
    #[request]
    B2bOtpsConfig {
        /// Whether the SDKs can send passcodes by text message.
        sms_enabled: bool,
        /// What to add to text messages, for each app and website.
        sms_autofill_metadata: Vec<SmsAutofillMetadata>,
        /// Whether the SDKs can send passcodes by email.
        email_enabled: bool,
    }
}

object! {
    /// Settings of the SDKs for the B2B API.
    #[request]
    B2bConfig {
        /// Who may use the SDKs.
        basic?: B2bBasicConfig,
        /// Sessions that the SDKs start.
        sessions?: SessionsConfig,
        /// Logins with a link sent by email.
        magic_links?: RedirectLoginConfig,
        /// Logins with an account at an OAuth provider.
        oauth?: RedirectLoginConfig,
        /// Authenticator apps (TOTP).
        totps?: TotpsConfig,
        /// Logins with an Organization's own identity provider.
        sso?: RedirectLoginConfig,
        /// One-time passcodes.
        otps?: B2bOtpsConfig,
        /// Checks of devices when users authenticate.
        dfppa?: DfppaConfig,
        /// What the SDKs can do with passwords.
        passwords?: PasswordsConfig,
        /// How sessions are stored in browsers.
        cookies?: CookiesConfig,
    }
}
