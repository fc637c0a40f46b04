//! The Connected App: a program that logs its users in through you, as OAuth client.

use crate::{Secret, common::ConnectedAppType, object, open_enum};

object! {
    /// An app, yours or another's, that logs its users in through you.
    ConnectedApp {
        /// ID of the app.
        client_id: String,
        /// Name to show.
        client_name: String,
        /// What the app is, to show next to its name; may be empty.
        client_description: String,
        /// Whether the app is switched on.
        status: ClientStatus,
        /// Whether the app may trade its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Where users may be sent once they have logged in.
        redirect_urls: Vec<String>,
        /// Minutes after which an access token lapses.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Where users may be sent once they have logged out.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// How the app came to be, such as by hand or by dynamic registration.
        creation_method: String,
        /// The last four characters of the client secret, to tell it by; absent for public apps.
        client_secret_last_four?: String,
        /// The last four characters of the next client secret, while a rotation is under way.
        next_client_secret_last_four?: String,
        /// The `aud` of access tokens, beside the project's own.
        access_token_custom_audience?: String,
        /// Address of the logo.
        logo_url?: String,
        /// Address of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

object! {
    /// A new Connected App, with the client secret that is shown this once.
    ConnectedAppWithClientSecret {
        /// ID of the app.
        client_id: String,
        /// Name to show.
        client_name: String,
        /// What the app is, to show next to its name; may be empty.
        client_description: String,
        /// Whether the app is switched on.
        status: ClientStatus,
        /// Whether the app may trade its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Where users may be sent once they have logged in.
        redirect_urls: Vec<String>,
        /// Minutes after which an access token lapses.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Where users may be sent once they have logged out.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// The last four characters of the client secret, to tell it by; absent for public apps.
        client_secret_last_four?: String,
        /// The last four characters of the next client secret, while a rotation is under way.
        next_client_secret_last_four?: String,
        /// The client secret, which cannot be read again; absent for public apps.
        client_secret?: Secret,
        /// The `aud` of access tokens, beside the project's own.
        access_token_custom_audience?: String,
        /// Address of the logo.
        logo_url?: String,
        /// Address of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

object! {
    /// A Connected App whose secret is being rotated, with the next one that is shown this once.
    ConnectedAppWithNextClientSecret {
        /// ID of the app.
        client_id: String,
        /// Name to show.
        client_name: String,
        /// What the app is, to show next to its name; may be empty.
        client_description: String,
        /// Whether the app is switched on.
        status: ClientStatus,
        /// The last four characters of the client secret, to tell it by.
        client_secret_last_four: String,
        /// Whether the app may trade its access token for a full session, without the user's
        /// consent to each scope; first-party apps only.
        full_access_allowed: bool,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Where users may be sent once they have logged in.
        redirect_urls: Vec<String>,
        /// The next client secret, which cannot be read again.
        next_client_secret: Secret,
        /// Minutes after which an access token lapses.
        access_token_expiry_minutes: i32,
        /// Template of the access token's custom claims, a JSON object; may be empty.
        access_token_template_content: String,
        /// Where users may be sent once they have logged out.
        post_logout_redirect_urls: Vec<String>,
        /// Whether the app gets refresh tokens (scope `offline_access`) without the user's consent;
        /// first-party apps only.
        bypass_consent_for_offline_access: bool,
        /// The last four characters of the next client secret, to tell it by.
        next_client_secret_last_four?: String,
        /// The `aud` of access tokens, beside the project's own.
        access_token_custom_audience?: String,
        /// Address of the logo.
        logo_url?: String,
        /// Address of the app's client ID metadata document, if it is registered by one.
        client_id_metadata_url?: String,
    }
}

open_enum! {
    /// Whether a Connected App or M2M client is switched on.
    ClientStatus {
        /// It gets tokens.
        Active = "active",
        /// It gets none until it is switched on again.
        Inactive = "inactive",
    }
}
