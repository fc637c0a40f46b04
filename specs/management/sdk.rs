//! What Stytch's SDKs for browsers and mobile apps may do.

mod b2b_config;
mod config;
mod consumer_config;

use crate::{endpoint, resource};

pub use self::{
    b2b_config::{AuthorizedB2bDomain, B2bBasicConfig, B2bConfig, B2bOtpsConfig},
    config::{
        CookiesConfig, DfppaConfig, DfppaOnChallengeAction, DfppaSetting, HttpOnlyCookies,
        PasswordsConfig, RedirectLoginConfig, SessionsConfig, SmsAutofillMetadata,
        SmsAutofillMetadataType, TotpsConfig,
    },
    consumer_config::{
        ConsumerBasicConfig, ConsumerBiometricsConfig, ConsumerConfig, ConsumerCryptoWalletsConfig,
        ConsumerMagicLinksConfig, ConsumerOtpsConfig, ConsumerWebauthnConfig,
    },
};

resource! {
    /// What Stytch's SDKs for browsers and mobile apps may do.
    #[host(management)]
    pub Sdk {
        endpoints: [
            GetB2bConfigRequest,
            SetB2bConfigRequest,
            GetConsumerConfigRequest,
            SetConsumerConfigRequest,
        ],
    }
}

endpoint! {
    /// Reads the settings of the SDKs for the B2B API.
    Sdk::get_b2b_config:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/sdk/b2b";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The current settings.
        config!: B2bConfig,
    }
}

endpoint! {
    /// Replaces the settings of the SDKs for the B2B API.
    Sdk::set_b2b_config:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/sdk/b2b";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// The new settings; read the current ones first to change only some.
        config?: B2bConfig,
    }

    response {
        /// The settings after the call.
        config!: B2bConfig,
    }
}

endpoint! {
    /// Reads the settings of the SDKs for the consumer API.
    Sdk::get_consumer_config:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/sdk/consumer";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The current settings.
        config!: ConsumerConfig,
    }
}

endpoint! {
    /// Replaces the settings of the SDKs for the consumer API.
    Sdk::set_consumer_config:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/sdk/consumer";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// The new settings; read the current ones first to change only some.
        config?: ConsumerConfig,
    }

    response {
        /// The settings after the call.
        config!: ConsumerConfig,
    }
}
