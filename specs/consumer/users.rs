//! Users, the people of a project.

mod factors;

use crate::{
    Metadata, Timestamp,
    consumer::{
        Attributes, BiometricRegistration, CryptoWallet, Email, GrantedConnectedApp, OauthProvider,
        Password, PhoneNumber, ResultsMetadata, SearchQuery, TotpRegistration, User, UserName,
        UserStatus, WebauthnRegistration,
    },
    endpoint, resource,
};

pub use self::factors::*;

resource! {
    /// Users, the people of a project.
    pub Users {
        endpoints: [
            CreateRequest,
            GetRequest,
            SearchRequest,
            UpdateRequest,
            ExchangePrimaryFactorRequest,
            DeleteRequest,
            DeleteEmailRequest,
            DeletePhoneNumberRequest,
            DeleteWebauthnRegistrationRequest,
            DeleteBiometricRegistrationRequest,
            DeleteTotpRequest,
            DeleteCryptoWalletRequest,
            DeletePasswordRequest,
            DeleteOauthRegistrationRequest,
            DeleteExternalIdRequest,
            ConnectedAppsRequest,
            RevokeRequest,
        ],
    }
}

endpoint! {
    /// Creates a User.
    ///
    /// Send an email address, a phone number or both.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/create-user"]
    Users::create: POST "/v1/users";

    body {
        /// Email address, unique within the project.
        email?: String,
        /// Name to show.
        name?: UserName,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Phone number, in E.164 format, unique within the project.
        phone_number?: String,
        /// Whether the User stays pending until the first login; by default it starts out active.
        create_user_as_pending?: bool,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Your own ID of the User, unique within the project: up to 128 letters, digits and
        /// `._-|`.
        external_id?: String,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address; empty when none was sent.
        email_id: String,
        /// Where the User stands.
        status: UserStatus,
        /// ID of the phone number; empty when none was sent.
        phone_id: String,
        /// The new User.
        user: User,
    }
}

endpoint! {
    /// Reads one User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/get-user"]
    Users::get: GET "/v1/users/{user_id}";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Email addresses.
        emails: Vec<Email>,
        /// Where the User stands.
        status: UserStatus,
        /// The User's phone numbers, verified or not.
        phone_numbers: Vec<PhoneNumber>,
        /// Passkeys and security keys.
        webauthn_registrations: Vec<WebauthnRegistration>,
        /// OAuth providers that the User has logged in through.
        providers: Vec<OauthProvider>,
        /// Authenticator apps.
        totps: Vec<TotpRegistration>,
        /// The User's crypto wallets, verified or not.
        crypto_wallets: Vec<CryptoWallet>,
        /// Phones that know the fingerprint or face.
        biometric_registrations: Vec<BiometricRegistration>,
        /// Whether the User is locked out after too many failed attempts.
        is_locked: bool,
        /// IDs of the roles that the User has.
        roles: Vec<String>,
        /// Name to show.
        name?: UserName,
        /// When the User was created.
        created_at?: Timestamp,
        /// The password; absent while there is none.
        password?: Password,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Your own ID of the User, which most calls take in place of `user_id`.
        external_id?: String,
        /// When the User was locked out.
        lock_created_at?: Timestamp,
        /// When the lock ends by itself.
        lock_expires_at?: Timestamp,
    }
}

endpoint! {
    /// Lists the Users that match a query, page by page.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/search-users"]
    #[retry(safe)]
    #[pages(results)]
    Users::search: POST "/v1/users/search";

    body {
        /// Where to go on: the `next_cursor` of the page before. The first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// What to look for; all Users when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Users.
        results: Vec<User>,
        /// How many there are and how to go on.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Changes a User.
    ///
    /// What is absent stays as it is. An email address or a phone number is added by sending a link
    /// or passcode to it along with the User's ID.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/update-user"]
    Users::update: PUT "/v1/users/{user_id}";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    body {
        /// Name to show, in place of the whole name so far.
        name?: UserName,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// Your own ID of the User, unique within the project: up to 128 letters, digits and
        /// `._-|`.
        external_id?: String,
        /// IDs of the assigned roles, in place of those assigned so far.
        roles?: Vec<String>,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Email addresses.
        emails: Vec<Email>,
        /// The User's phone numbers, verified or not.
        phone_numbers: Vec<PhoneNumber>,
        /// The User's crypto wallets, verified or not.
        crypto_wallets: Vec<CryptoWallet>,
        /// The User as the call left it.
        user: User,
    }
}

endpoint! {
    /// Replaces the email address or phone number of a User by another.
    ///
    /// Send one of the two; it may replace one of the other kind. The User must have exactly one
    /// factor, and isn't asked: this is for administrators.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/exchange-primary-factor"]
    Users::exchange_primary_factor: PUT "/v1/users/{user_id}/exchange_primary_factor";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    body {
        /// The new email address.
        email_address?: String,
        /// The new phone number, in E.164 format.
        phone_number?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User as the call left it.
        user: User,
    }
}

endpoint! {
    /// Deletes a User for good.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/delete/delete-user"]
    Users::delete: DELETE "/v1/users/{user_id}";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// ID of the deleted User.
        user_id!: String,
    }
}

endpoint! {
    /// Takes your own ID away from a User, who keeps Stytch's.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/delete/delete-user-external-id"]
    Users::delete_external_id: DELETE "/v1/users/{user_id}/external_id";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User as the call left it.
        user: User,
    }
}

endpoint! {
    /// Lists the Connected Apps that a User has let in.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/connected-apps/consent-management/get-connected-apps-user"]
    Users::connected_apps: GET "/v1/users/{user_id}/connected_apps";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// The apps, with what the User granted them; empty when the User has let none in.
        connected_apps: Vec<GrantedConnectedApp>,
    }
}

endpoint! {
    /// Shuts a Connected App out that a User had let in.
    ///
    /// What the User granted is forgotten, and all tokens that the app has for the User stop
    /// working.
    #[docs = "https://stytch.com/docs/api/connected-app-user-revoke"]
    #[retry(safe)]
    Users::revoke: POST "/v1/users/{user_id}/connected_apps/{connected_app_id}/revoke";

    path {
        /// The User: ID or external ID.
        user_id: String,
        /// ID of the app.
        connected_app_id: String,
    }

    body {}
}
