//! Countries that one-time passcodes can be sent to.

use crate::{endpoint, resource};

resource! {
    /// Countries that one-time passcodes can be sent to.
    #[host(management)]
    pub CountryCodes {
        endpoints: [GetSmsRequest, SetSmsRequest, GetWhatsappRequest, SetWhatsappRequest],
    }
}

endpoint! {
    /// Reads the countries that text messages can be sent to.
    CountryCodes::get_sms:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/allowed_country_codes/sms";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The allowed countries, as ISO 3166-1 alpha-2 codes such as `US`.
        country_codes: Vec<String>,
    }
}

endpoint! {
    /// Replaces the countries that text messages can be sent to.
    #[retry(safe)]
    CountryCodes::set_sms:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/allowed_country_codes/sms";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// All countries to allow, as ISO 3166-1 alpha-2 codes such as `US`.
        country_codes: Vec<String>,
    }

    response {
        /// The allowed countries after the call.
        country_codes: Vec<String>,
    }
}

endpoint! {
    /// Reads the countries that WhatsApp messages can be sent to.
    CountryCodes::get_whatsapp:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/allowed_country_codes/whatsapp";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The allowed countries, as ISO 3166-1 alpha-2 codes such as `US`.
        country_codes: Vec<String>,
    }
}

endpoint! {
    /// Replaces the countries that WhatsApp messages can be sent to.
    #[retry(safe)]
    CountryCodes::set_whatsapp:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/allowed_country_codes/whatsapp";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// All countries to allow, as ISO 3166-1 alpha-2 codes such as `US`.
        country_codes: Vec<String>,
    }

    response {
        /// The allowed countries after the call.
        country_codes: Vec<String>,
    }
}
