//! Secrets of an environment, with which servers authenticate.

use crate::{endpoint, object, resource};

resource! {
    /// Secrets of an environment, with which servers authenticate.
    #[host(management)]
    pub Secrets {
        endpoints: [CreateRequest, GetRequest, ListRequest, DeleteRequest],
    }
}

object! {
    /// A new secret.
    NewSecret {
        /// ID for reading and deleting the secret.
        secret_id: String,
        /// The secret itself; it cannot be read again.
        secret: Secret,
        /// When the secret was created.
        created_at?: Timestamp,
    }
}

object! {
    /// A secret, without its value.
    MaskedSecret {
        /// ID of the secret, which is not the secret itself.
        secret_id: String,
        /// The last four characters of the secret.
        last_four: String,
        /// When the secret was created.
        created_at?: Timestamp,
        /// When the secret was last used; absent if it never was.
        used_at?: Timestamp,
    }
}

endpoint! {
    /// Creates a secret.
    ///
    /// Only this response contains its value: store it.
    Secrets::create: POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/secrets";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {}

    response {
        /// The new secret, with its value.
        secret!: NewSecret,
    }
}

endpoint! {
    /// Reads one secret, without its value.
    Secrets::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/secrets/{secret_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// ID of the secret, which is not the secret itself.
        secret_id: String,
    }

    response {
        /// The masked secret.
        secret!: MaskedSecret,
    }
}

endpoint! {
    /// Lists all secrets of an environment, without their values.
    Secrets::list: GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/secrets";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The masked secrets.
        secrets: Vec<MaskedSecret>,
    }
}

endpoint! {
    /// Deletes a secret.
    ///
    /// Requests with it fail immediately. This cannot be undone.
    Secrets::delete:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/secrets/{secret_id}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
        /// ID of the secret, which is not the secret itself.
        secret_id: String,
    }
}
