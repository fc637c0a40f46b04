//! Templates of the claims in JWTs.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Templates of the claims in JWTs that Stytch signs.
    #[host(management)]
    pub JwtTemplates {
        endpoints: [GetRequest, SetRequest],
    }
}

open_enum! {
    /// The JWTs that a template is for.
    JwtTemplateType {
        /// JWTs of sessions.
        Session = "SESSION",
        /// Access tokens of M2M clients.
        M2m = "M2M",
    }
}

object! {
    /// A template of the claims in JWTs.
    JwtTemplate {
        /// The claims as JSON text, with placeholders for the values of each JWT.
        template_content: String,
        /// Your own value for the `aud` claim; empty if there is none.
        custom_audience: String,
        /// The JWTs that the template is for.
        jwt_template_type?: JwtTemplateType,
    }
}

endpoint! {
    /// Reads the template of one type of JWT.
    JwtTemplates::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/jwt_templates/{jwt_template_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Which JWTs the template is for.
        jwt_template_type: JwtTemplateType,
    }

    response {
        /// The current template.
        jwt_template!: JwtTemplate,
    }
}

endpoint! {
    /// Replaces the template of one type of JWT.
    JwtTemplates::set:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/jwt_templates/{jwt_template_type}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// Which JWTs the template is for.
        jwt_template_type: JwtTemplateType,
    }

    body {
        /// The claims as JSON text, with placeholders for the values of each JWT.
        template_content: String,
        /// Your own value for the `aud` claim; empty for none.
        custom_audience: String,
    }

    response {
        /// The template after the call.
        jwt_template!: JwtTemplate,
    }
}
