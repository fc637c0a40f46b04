//! The Connected App: a program that logs its users in through your product, as an OAuth client.

use crate::{common::ConnectedAppType, object, open_enum};

object! {
    /// A first-party or third-party app that logs its users in through your product.
    ConnectedApp {
        /// ID of the app.
        client_id: String,
        /// Display name.
        client_name: String,
        /// Description to show next to the name; may be empty.
        client_description: String,
        /// Status of the app.
        status: ClientStatus,
        /// Whether the app may exchange its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// URLs that users may be redirected to after login.
        redirect_urls: Vec<String>,
        /// Minutes until an access token expires.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Template of the ID token's custom claims, a JSON object; may be empty.
        id_token_template_content: String,
        /// URLs that users may be redirected to after logout.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// How the app was created, such as manually or by dynamic registration.
        creation_method: String,
        /// The last four characters of the client secret, to identify it; absent for public apps.
        client_secret_last_four?: String,
        /// The last four characters of the next client secret, present during a rotation.
        next_client_secret_last_four?: String,
        /// The `aud` of access tokens, in addition to the project's own.
        access_token_custom_audience?: String,
        /// URL of the logo image.
        logo_url?: String,
        /// URL of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

object! {
    /// A new Connected App, with its client secret, which is shown only once.
    ConnectedAppWithClientSecret {
        /// ID of the app.
        client_id: String,
        /// Display name.
        client_name: String,
        /// Description to show next to the name; may be empty.
        client_description: String,
        /// Status of the app.
        status: ClientStatus,
        /// Whether the app may exchange its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// URLs that users may be redirected to after login.
        redirect_urls: Vec<String>,
        /// Minutes until an access token expires.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Template of the ID token's custom claims, a JSON object; may be empty.
        id_token_template_content: String,
        /// URLs that users may be redirected to after logout.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// The last four characters of the client secret, to identify it; absent for public apps.
        client_secret_last_four?: String,
        /// The last four characters of the next client secret, present during a rotation.
        next_client_secret_last_four?: String,
        /// The client secret, which cannot be read again; absent for public apps.
        client_secret?: Secret,
        /// The `aud` of access tokens, in addition to the project's own.
        access_token_custom_audience?: String,
        /// URL of the logo image.
        logo_url?: String,
        /// URL of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

object! {
    /// A Connected App whose secret is being rotated, with the next secret, which is shown only
    /// once.
    ConnectedAppWithNextClientSecret {
        /// ID of the app.
        client_id: String,
        /// Display name.
        client_name: String,
        /// Description to show next to the name; may be empty.
        client_description: String,
        /// Status of the app.
        status: ClientStatus,
        /// The last four characters of the client secret, to identify it.
        client_secret_last_four: String,
        /// Whether the app may exchange its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// URLs that users may be redirected to after login.
        redirect_urls: Vec<String>,
        /// The next client secret, which cannot be read again.
        next_client_secret: Secret,
        /// Minutes until an access token expires.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Template of the ID token's custom claims, a JSON object; may be empty.
        id_token_template_content: String,
        /// URLs that users may be redirected to after logout.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// The last four characters of the next client secret, to identify it.
        next_client_secret_last_four?: String,
        /// The `aud` of access tokens, in addition to the project's own.
        access_token_custom_audience?: String,
        /// URL of the logo image.
        logo_url?: String,
        /// URL of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

open_enum! {
    /// The status of a Connected App or M2M client.
    ClientStatus {
        /// It can get tokens.
        Active = "active",
        /// It cannot get tokens until it is activated again.
        Inactive = "inactive",
    }
}
