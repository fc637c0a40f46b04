//! What an app asks a user for when the user logs in to it through you.

use crate::{object, open_enum};

object! {
    /// A Connected App as the user may see it.
    ConnectedAppPublic {
        /// ID of the app.
        client_id: String,
        /// Name to show.
        client_name: String,
        /// What the app is, to show next to its name; may be empty.
        client_description: String,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Address of the logo.
        logo_url?: String,
    }
}

object! {
    /// A Connected App that a user has let in, with what the user granted it.
    GrantedConnectedApp {
        /// ID of the app.
        connected_app_id: String,
        /// Name to show.
        name: String,
        /// What the app is, to show next to its name; may be empty.
        description: String,
        /// Whose app it is, and whether it can keep a secret.
        client_type: ConnectedAppType,
        /// Scopes that the user granted, the last time that the app asked; separated by spaces.
        scopes_granted: String,
        /// Address of the logo.
        logo_url?: String,
    }
}

open_enum! {
    /// The kinds of Connected Apps: yours or another's, with a client secret or without.
    ConnectedAppType {
        /// Your own app, with a backend that keeps the client secret.
        FirstParty = "first_party",
        /// Your own app without a secret, such as one in a browser or on a phone; it uses PKCE.
        FirstPartyPublic = "first_party_public",
        /// Another's app, with a backend that keeps the client secret.
        ThirdParty = "third_party",
        /// Another's app without a secret, such as one in a browser or on a phone; it uses PKCE.
        ThirdPartyPublic = "third_party_public",
    }
}

object! {
    /// A scope that an app asks for, and whether the user can grant it.
    ScopeResult {
        /// The scope, such as `openid` or one of your RBAC policy.
        scope: String,
        /// What the scope allows, to show to the user.
        description: String,
        /// Whether the user can grant it: a user who lacks its permissions can't.
        is_grantable: bool,
    }
}

open_enum! {
    /// What an app can want by its authorization request.
    OauthResponseType {
        /// An authorization code, which the app trades for tokens.
        Code = "code",
    }
}

open_enum! {
    /// What an app can want the user to be asked in any case.
    OauthPrompt {
        /// For consent, also to what was granted before.
        Consent = "consent",
    }
}
