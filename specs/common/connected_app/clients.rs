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
    /// Only this response contains the client secret: Stytch stores a hash of it.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/connected-apps/application-management/create-connected-app"]
    Clients::create: POST "/v1/connected_apps/clients";

    body {
        /// Whether the app is first-party or third-party, and whether it has a client secret;
        /// cannot be changed later.
        client_type: ConnectedAppType,
        /// Display name.
        client_name?: String,
        /// Description of the app, to show next to its name.
        client_description?: String,
        /// URLs that users may be redirected to after login.
        redirect_urls?: Vec<String>,
        /// Whether the app may exchange its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed?: bool,
        /// Minutes until an access token expires, by default 60.
        access_token_expiry_minutes?: i32,
        /// An `aud` for access tokens, in addition to the project's own.
        access_token_custom_audience?: String,
        /// Template of the access token's custom claims, a JSON object.
        access_token_template_content?: String,
        /// Template of the ID token's custom claims, a JSON object.
        id_token_template_content?: String,
        /// URLs that users may be redirected to after logout.
        post_logout_redirect_urls?: Vec<String>,
        /// URL of the logo image.
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
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
    }

    response {
        /// This page of apps.
        connected_apps: Vec<ConnectedApp>,
        /// Total number of results and the cursor of the next page.
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
        /// The current state of the app.
        connected_app!: ConnectedApp,
    }
}

endpoint! {
    /// Updates a Connected App.
    ///
    /// Absent fields stay unchanged; a list replaces the existing list.
    #[docs = "https://stytch.com/docs/api/connected-apps-update"]
    Clients::update: PUT "/v1/connected_apps/clients/{client_id}";

    path {
        /// ID of the app.
        client_id: String,
    }

    body {
        /// Display name.
        client_name?: String,
        /// Description of the app, to show next to its name.
        client_description?: String,
        /// URLs that users may be redirected to after login.
        redirect_urls?: Vec<String>,
        /// Whether the app may exchange its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed?: bool,
        /// Minutes until an access token expires.
        access_token_expiry_minutes?: i32,
        /// An `aud` for access tokens, in addition to the project's own.
        access_token_custom_audience?: String,
        /// Template of the access token's custom claims, a JSON object.
        access_token_template_content?: String,
        /// Template of the ID token's custom claims, a JSON object.
        id_token_template_content?: String,
        /// URLs that users may be redirected to after logout.
        post_logout_redirect_urls?: Vec<String>,
        /// URL of the logo image.
        logo_url?: String,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access?: bool,
    }

    response {
        /// The app after the call.
        connected_app!: ConnectedApp,
    }
}
