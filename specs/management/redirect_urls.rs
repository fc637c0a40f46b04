//! Redirect URLs: where a login may send users back to.

use crate::{endpoint, object, open_enum, resource};

resource! {
    /// Redirect URLs: where a login may send users back to.
    #[host(management)]
    pub RedirectUrls {
        endpoints: [CreateRequest, GetRequest, ListRequest, UpdateRequest, DeleteRequest],
    }
}

open_enum! {
    /// What a redirect URL is used for.
    RedirectUrlType {
        /// Logins.
        Login = "LOGIN",
        /// Invitations.
        Invite = "INVITE",
        /// Sign-ups.
        Signup = "SIGNUP",
        /// Links for setting a new password.
        ResetPassword = "RESET_PASSWORD",
        /// Logins that start without an Organization (B2B API).
        Discovery = "DISCOVERY",
    }
}

object! {
    /// A use of a redirect URL.
    #[request]
    UrlType {
        /// Whether requests for this use that name no URL get this one.
        is_default: bool,
        /// The use.
        r#type?: RedirectUrlType,
    }
}

object! {
    /// A redirect URL.
    RedirectUrl {
        /// The URL, which also identifies it.
        url: String,
        /// What the URL may be used for.
        valid_types: Vec<UrlType>,
    }
}

endpoint! {
    /// Registers a redirect URL.
    RedirectUrls::create:
        POST "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/redirect_urls";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    body {
        /// The URL to allow.
        url: String,
        /// What the URL may be used for.
        valid_types?: Vec<UrlType>,
        /// Whether the URL stays a non-default even for uses that have no default yet; when absent,
        /// it becomes their default.
        do_not_promote_defaults?: bool,
    }

    response {
        /// The new redirect URL.
        redirect_url!: RedirectUrl,
    }
}

endpoint! {
    /// Reads one redirect URL.
    RedirectUrls::get:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/redirect_urls";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    query {
        /// The URL to look up.
        url: String,
    }

    response {
        /// The URL and its uses.
        redirect_url!: RedirectUrl,
    }
}

endpoint! {
    /// Lists all redirect URLs of an environment.
    RedirectUrls::list:
        GET "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/redirect_urls/all";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    response {
        /// The URLs, each with its uses.
        redirect_urls: Vec<RedirectUrl>,
    }
}

endpoint! {
    /// Replaces the uses of a redirect URL.
    RedirectUrls::update:
        PUT "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/redirect_urls";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    query {
        /// The URL to change.
        url: String,
    }

    body {
        /// All uses of the URL.
        valid_types?: Vec<UrlType>,
        /// Whether uses may be left without a default; when absent, another URL takes over where
        /// this one no longer is the default.
        do_not_promote_defaults?: bool,
    }

    response {
        /// The URL and its uses after the call.
        redirect_url!: RedirectUrl,
    }
}

endpoint! {
    /// Removes a redirect URL, which logins can then no longer use.
    RedirectUrls::delete:
        DELETE "/pwa/v3/projects/{project_slug}/environments/{environment_slug}/redirect_urls";

    path {
        /// The project, by its slug in the workspace.
        project_slug: String,
        /// The environment, by its slug in the project.
        environment_slug: String,
    }

    query {
        /// The URL to remove.
        url: String,
        /// Whether uses may be left without a default; when absent, another URL takes over where
        /// this one was the default.
        do_not_promote_defaults?: bool,
    }
}
