//! The Management API: the projects of a workspace, their environments and their settings.
//!
//! It has its own host and credentials, so a [`ManagementClient`] calls it.

pub mod country_codes;
pub mod email_templates;
pub mod environments;
pub mod event_log_streaming;
pub mod jwt_templates;
pub mod password_strength;
pub mod projects;
pub mod public_tokens;
pub mod rbac;
pub mod redirect_urls;
pub mod sdk;
pub mod secrets;
pub mod trusted_token_profiles;

use crate::{ManagementClient, resource};

resource! {
    /// Stytch's Management API.
    #[host(management)]
    pub Management {
        endpoints: [],
        /// Countries that one-time passcodes can be sent to.
        country_codes: country_codes::CountryCodes,
        /// Templates of the emails that Stytch sends, and which of them are used by default.
        email_templates: email_templates::EmailTemplates,
        /// Environments of a project, each with its own users and credentials.
        environments: environments::Environments,
        /// Streaming of an environment's event logs to Datadog or Grafana Loki.
        event_log_streaming: event_log_streaming::EventLogStreaming,
        /// Templates of the claims in JWTs that Stytch signs.
        jwt_templates: jwt_templates::JwtTemplates,
        /// How strong the passwords of an environment must be.
        password_strength: password_strength::PasswordStrength,
        /// Projects of the workspace.
        projects: projects::Projects,
        /// Public tokens, which identify an environment in browsers and apps.
        public_tokens: public_tokens::PublicTokens,
        /// The RBAC policy of an environment.
        rbac: rbac::Rbac,
        /// Redirect URLs: where a login may send users back to.
        redirect_urls: redirect_urls::RedirectUrls,
        /// What Stytch's SDKs for browsers and mobile apps may do.
        sdk: sdk::Sdk,
        /// Secrets of an environment, with which servers authenticate.
        secrets: secrets::Secrets,
        /// Trusted token profiles: issuers whose JWTs can be exchanged for a session.
        trusted_token_profiles: trusted_token_profiles::TrustedTokenProfiles,
    }
}

impl ManagementClient {
    /// Countries that one-time passcodes can be sent to.
    pub fn country_codes(&self) -> country_codes::CountryCodes<'_> {
        Management::new(self).country_codes()
    }

    /// Templates of the emails that Stytch sends, and which of them are used by default.
    pub fn email_templates(&self) -> email_templates::EmailTemplates<'_> {
        Management::new(self).email_templates()
    }

    /// Environments of a project, each with its own users and credentials.
    pub fn environments(&self) -> environments::Environments<'_> {
        Management::new(self).environments()
    }

    /// Streaming of an environment's event logs to Datadog or Grafana Loki.
    pub fn event_log_streaming(&self) -> event_log_streaming::EventLogStreaming<'_> {
        Management::new(self).event_log_streaming()
    }

    /// Templates of the claims in JWTs that Stytch signs.
    pub fn jwt_templates(&self) -> jwt_templates::JwtTemplates<'_> {
        Management::new(self).jwt_templates()
    }

    /// How strong the passwords of an environment must be.
    pub fn password_strength(&self) -> password_strength::PasswordStrength<'_> {
        Management::new(self).password_strength()
    }

    /// Projects of the workspace.
    pub fn projects(&self) -> projects::Projects<'_> {
        Management::new(self).projects()
    }

    /// Public tokens, which identify an environment in browsers and apps.
    pub fn public_tokens(&self) -> public_tokens::PublicTokens<'_> {
        Management::new(self).public_tokens()
    }

    /// The RBAC policy of an environment.
    pub fn rbac(&self) -> rbac::Rbac<'_> {
        Management::new(self).rbac()
    }

    /// Redirect URLs: where a login may send users back to.
    pub fn redirect_urls(&self) -> redirect_urls::RedirectUrls<'_> {
        Management::new(self).redirect_urls()
    }

    /// What Stytch's SDKs for browsers and mobile apps may do.
    pub fn sdk(&self) -> sdk::Sdk<'_> {
        Management::new(self).sdk()
    }

    /// Secrets of an environment, with which servers authenticate.
    pub fn secrets(&self) -> secrets::Secrets<'_> {
        Management::new(self).secrets()
    }

    /// Trusted token profiles: issuers whose JWTs can be exchanged for a session.
    pub fn trusted_token_profiles(&self) -> trusted_token_profiles::TrustedTokenProfiles<'_> {
        Management::new(self).trusted_token_profiles()
    }
}
