//! What a Connected App requests from a user who logs in to it.

use crate::{object, open_enum};

object! {
    /// The public details of a Connected App.
    ConnectedAppPublic {
        /// ID of the app.
        client_id: String,
        /// Display name.
        client_name: String,
        /// Description to show next to the name; may be empty.
        client_description: String,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// URL of the logo image.
        logo_url?: String,
    }
}

object! {
    /// A Connected App that a user has authorized, with the granted scopes.
    GrantedConnectedApp {
        /// ID of the app.
        connected_app_id: String,
        /// Display name.
        name: String,
        /// Description to show next to the name; may be empty.
        description: String,
        /// Whether the app is first-party or third-party, and whether it has a client secret.
        client_type: ConnectedAppType,
        /// Scopes that the user granted when the app last asked, separated by spaces.
        scopes_granted: String,
        /// URL of the logo image.
        logo_url?: String,
    }
}

open_enum! {
    /// The kinds of Connected Apps: first-party or third-party, with or without a client secret.
    ConnectedAppType {
        /// Your own app, with a backend that stores the client secret.
        FirstParty = "first_party",
        /// Your own app without a secret, such as one in a browser or on a phone; it uses PKCE.
        FirstPartyPublic = "first_party_public",
        /// A third-party app, with a backend that stores the client secret.
        ThirdParty = "third_party",
        /// A third-party app without a secret, such as one in a browser or on a phone; it uses
        /// PKCE.
        ThirdPartyPublic = "third_party_public",
    }
}

object! {
    /// A scope that an app requests, and whether the user can grant it.
    ScopeResult {
        /// The scope, such as `openid` or one from your RBAC policy.
        scope: String,
        /// What the scope allows, to show to the user.
        description: String,
        /// Whether the user can grant it; false for a user without its permissions.
        is_grantable: bool,
    }
}

open_enum! {
    /// What an app can request with its authorization request.
    OauthResponseType {
        /// An authorization code, which the app exchanges for tokens.
        Code = "code",
    }
}

open_enum! {
    /// What the user can be asked even if it was granted before.
    OauthPrompt {
        /// Consent, including to scopes that were granted before.
        Consent = "consent",
    }
}
