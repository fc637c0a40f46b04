//! Environments of a project, each with its own users and credentials.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Environments of a project, each with its own users and credentials.
    #[host(management)]
    pub Environments {
        endpoints: [
            CreateRequest,
            GetRequest,
            ListRequest,
            UpdateRequest,
            DeleteRequest,
            MetricsRequest,
        ],
    }
}

open_enum! {
    /// What an environment is used for.
    EnvironmentType {
        /// Production, with real users.
        Live = "LIVE",
        /// Development and tests.
        Test = "TEST",
    }
}

object! {
    /// An environment of a project.
    Environment {
        /// Slug of the environment, unique in its project.
        environment_slug: String,
        /// Slug of the project that the environment belongs to.
        project_slug: String,
        /// Display name of the environment.
        name: String,
        /// The ID in the callback URLs to register with OAuth providers.
        oauth_callback_id: String,
        /// Whether a Member has one password for all Organizations (B2B).
        cross_org_passwords_enabled: bool,
        /// Whether your support team can log in as a user.
        user_impersonation_enabled: bool,
        /// UserInfo URL of the previous identity provider, at which Stytch checks the sessions to
        /// migrate; empty without a migration.
        zero_downtime_session_migration_url: String,
        /// Whether links in emails point to your own domain rather than Stytch's.
        use_custom_domain_in_magic_link_emails: bool,
        /// Whether a locked user gets an email with a link that ends the lock.
        user_lock_self_serve_enabled: bool,
        /// Failed attempts to authenticate after which a user is locked.
        user_lock_threshold: i32,
        /// How long a lock lasts, in seconds.
        user_lock_ttl: i32,
        /// URL of your page on which users authorize Connected Apps; empty if there is none.
        idp_authorization_url: String,
        /// Whether Connected Apps can register themselves (Dynamic Client Registration).
        idp_dynamic_client_registration_enabled: bool,
        /// Template of the claims in access tokens of Connected Apps that registered themselves, as
        /// JSON text.
        idp_dynamic_client_registration_access_token_template_content: String,
        /// Project ID that a `Client` for this environment needs.
        project_id: String,
        /// Whether this is the live environment or one for tests.
        r#type?: EnvironmentType,
        /// When the environment was created.
        created_at?: Timestamp,
    }
}

object! {
    /// How many objects an environment has.
    Metrics {
        /// Number of Users (consumer API).
        user_count: i32,
        /// Number of Organizations (B2B API).
        organization_count: i32,
        /// Number of Members of all Organizations (B2B API).
        member_count: i32,
        /// Number of M2M clients.
        m2m_client_count: i32,
    }
}

endpoint! {
    /// Creates an environment.
    Environments::create: POST "/pwa/v3/projects/{project_slug}/environments";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
    }

    body {
        /// Display name of the environment.
        name: String,
        /// Whether to create the live environment or one for tests.
        r#type?: EnvironmentType,
        /// The slug, unique in the project; generated when absent.
        environment_slug?: String,
        /// Whether a Member has one password for all Organizations (B2B); `false` when absent.
        cross_org_passwords_enabled?: bool,
        /// Whether your support team can log in as a user; `false` when absent.
        user_impersonation_enabled?: bool,
        /// UserInfo URL of the previous identity provider, at which Stytch checks the sessions to
        /// migrate.
        zero_downtime_session_migration_url?: String,
        /// Whether a locked user gets an email with a link that ends the lock; `false` when absent.
        user_lock_self_serve_enabled?: bool,
        /// Failed attempts to authenticate after which a user is locked, by default 10.
        user_lock_threshold?: i32,
        /// How long a lock lasts, in seconds, by default 3600.
        user_lock_ttl?: i32,
        /// URL of your page on which users authorize Connected Apps.
        idp_authorization_url?: String,
        /// Whether Connected Apps can register themselves (Dynamic Client Registration); `false`
        /// when absent.
        idp_dynamic_client_registration_enabled?: bool,
        /// Template of the claims in access tokens of Connected Apps that registered themselves, as
        /// JSON text.
        idp_dynamic_client_registration_access_token_template_content?: String,
    }

    response {
        /// The new environment.
        environment!: Environment,
    }
}

endpoint! {
    /// Reads one environment.
    Environments::get: GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The environment with this slug.
        environment!: Environment,
    }
}

endpoint! {
    /// Lists all environments of a project.
    Environments::list: GET "/pwa/v3/projects/{project_slug}/environments";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
    }

    response {
        /// The environments, live and for tests.
        environments: Vec<Environment>,
    }
}

endpoint! {
    /// Updates an environment.
    ///
    /// Absent fields stay unchanged.
    #[retry(safe)]
    Environments::update: PATCH "/pwa/v3/projects/{project_slug}/environments/{environment_slug}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// Display name of the environment.
        name?: String,
        /// Whether a Member has one password for all Organizations (B2B).
        cross_org_passwords_enabled?: bool,
        /// Whether your support team can log in as a user.
        user_impersonation_enabled?: bool,
        /// UserInfo URL of the previous identity provider, at which Stytch checks the sessions to
        /// migrate.
        zero_downtime_session_migration_url?: String,
        /// Whether links in emails point to your own domain rather than Stytch's.
        use_custom_domain_in_magic_link_emails?: bool,
        /// Whether a locked user gets an email with a link that ends the lock.
        user_lock_self_serve_enabled?: bool,
        /// Failed attempts to authenticate after which a user is locked.
        user_lock_threshold?: i32,
        /// How long a lock lasts, in seconds.
        user_lock_ttl?: i32,
        /// URL of your page on which users authorize Connected Apps.
        idp_authorization_url?: String,
        /// Whether Connected Apps can register themselves (Dynamic Client Registration).
        idp_dynamic_client_registration_enabled?: bool,
        /// Template of the claims in access tokens of Connected Apps that registered themselves, as
        /// JSON text.
        idp_dynamic_client_registration_access_token_template_content?: String,
    }

    response {
        /// The environment after the call.
        environment!: Environment,
    }
}

endpoint! {
    /// Deletes an environment with all its data.
    ///
    /// This cannot be undone.
    Environments::delete: DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }
}

endpoint! {
    /// Counts the users and other objects of an environment.
    Environments::metrics:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/metrics";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The current numbers.
        metrics!: Metrics,
    }
}
