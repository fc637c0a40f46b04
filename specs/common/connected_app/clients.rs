//! The Connected Apps themselves, each an OAuth client.

pub mod secrets;

use crate::{
    common::{ConnectedApp, ConnectedAppType, ConnectedAppWithClientSecret, ResultsMetadata},
    endpoint, resource,
};

resource! {
    /// Connected Apps, each an OAuth client.
    pub Clients {
        endpoints: [CreateRequest, SearchRequest, DeleteRequest, GetRequest, UpdateRequest],
        /// Their client secrets.
        secrets: secrets::Secrets,
    }
}

endpoint! {
    /// Registers a Connected App.
    ///
    /// The answer is the only place to learn the client secret: Stytch keeps a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/application-management/create-connected-app"]
    Clients::create: POST "/v1/connected_apps/clients";

    body {
        /// Whose app it is, and whether it can keep a secret; it cannot be changed later.
        client_type: ConnectedAppType,
        /// Name to show.
        client_name?: String,
        /// What the app is, to show next to its name.
        client_description?: String,
        /// Where users may be sent once they have logged in.
        redirect_urls?: Vec<String>,
        /// Whether the app may trade its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed?: bool,
        /// Minutes after which an access token lapses, by default 60.
        access_token_expiry_minutes?: i32,
        /// An `aud` for access tokens, beside the project's own.
        access_token_custom_audience?: String,
        /// Template of the access token's custom claims, a JSON object.
        access_token_template_content?: String,
        /// Where users may be sent once they have logged out.
        post_logout_redirect_urls?: Vec<String>,
        /// Address of the logo.
        logo_url?: String,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access?: bool,
    }

    response {
        /// The new app, with its client secret.
        connected_app!: ConnectedAppWithClientSecret,
    }
}

endpoint! {
    /// Lists the Connected Apps of the project.
    #[docs = "https://stytch.com/docs/b2b/api/connected-apps-search"]
    #[retry(safe)]
    #[pages(connected_apps)]
    Clients::search: POST "/v1/connected_apps/clients/search";

    body {
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
    }

    response {
        /// This page of apps.
        connected_apps: Vec<ConnectedApp>,
        /// How many there are and how to go on.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Deletes a Connected App.
    ///
    /// This cannot be undone.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/application-management/delete-connected-app"]
    Clients::delete: DELETE "/v1/connected_apps/clients/{client_id}";

    path {
        /// ID of the app.
        client_id: String,
    }

    response {
        /// ID of the app.
        client_id!: String,
    }
}

endpoint! {
    /// Reads one Connected App.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/application-management/get-connected-app"]
    Clients::get: GET "/v1/connected_apps/clients/{client_id}";

    path {
        /// ID of the app.
        client_id: String,
    }

    response {
        /// The app as it stands.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Changes a Connected App.
    ///
    /// What is absent stays as it is; a list replaces the list that was there.
    #[docs = "https://stytch.com/docs/api/connected-apps-update"]
    Clients::update: PUT "/v1/connected_apps/clients/{client_id}";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {
        /// Name to show.
        client_name?: String,
        /// What the app is, to show next to its name.
        client_description?: String,
        /// Where users may be sent once they have logged in.
        redirect_urls?: Vec<String>,
        /// Whether the app may trade its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed?: bool,
        /// Minutes after which an access token lapses.
        access_token_expiry_minutes?: i32,
        /// An `aud` for access tokens, beside the project's own.
        access_token_custom_audience?: String,
        /// Template of the access token's custom claims, a JSON object.
        access_token_template_content?: String,
        /// Where users may be sent once they have logged out.
        post_logout_redirect_urls?: Vec<String>,
        /// Address of the logo.
        logo_url?: String,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access?: bool,
    }

    response {
        /// The app as the call left it.
        connected_app!: ConnectedApp,
    }
}
