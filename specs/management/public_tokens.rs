//! Public tokens, which identify an environment in browsers and apps.

use crate::{endpoint, object, resource};

resource! {
    /// Public tokens, which identify an environment in browsers and apps.
    #[host(management)]
    pub PublicTokens {
        endpoints: [CreateRequest, GetRequest, ListRequest, DeleteRequest],
    }
}

object! {
    /// A public token. It is not a secret.
    PublicToken {
        /// The token itself, which also identifies it.
        public_token: String,
        /// When the token was created.
        created_at?: Timestamp,
    }
}

endpoint! {
    /// Creates a public token.
    PublicTokens::create:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/public_tokens";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {}

    response {
        /// The new token.
        public_token!: PublicToken,
    }
}

endpoint! {
    /// Reads one public token.
    PublicTokens::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/public_tokens/{public_token}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The token itself.
        public_token: String,
    }

    response {
        /// The token, with the time of its creation.
        public_token!: PublicToken,
    }
}

endpoint! {
    /// Lists all public tokens of an environment.
    PublicTokens::list:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/public_tokens";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The tokens that can be used.
        public_tokens: Vec<PublicToken>,
    }
}

endpoint! {
    /// Deletes a public token, which can then no longer be used.
    ///
    /// This cannot be undone.
    PublicTokens::delete:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/public_tokens/{public_token}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// The token itself.
        public_token: String,
    }
}
