//! Users, the people of a project.

mod factors;

use crate::{
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
        /// Display name.
        name?: UserName,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Phone number, in E.164 format, unique within the project.
        phone_number?: String,
        /// Whether the User stays pending until the first login; by default it is active.
        create_user_as_pending?: bool,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Your own ID for the User, unique within the project: up to 128 letters, digits and
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
        /// Status of the User.
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
        /// Status of the User.
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
        /// Phones with a registered fingerprint or face.
        biometric_registrations: Vec<BiometricRegistration>,
        /// Whether the User is locked out after too many failed attempts.
        is_locked: bool,
        /// IDs of the roles that the User has.
        roles: Vec<String>,
        /// Display name.
        name?: UserName,
        /// When the User was created.
        created_at?: Timestamp,
        /// The password; absent if not set.
        password?: Password,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Your own ID for the User, which most calls accept in place of `user_id`.
        external_id?: String,
        /// When the User was locked out.
        lock_created_at?: Timestamp,
        /// When the lock expires.
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
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 1000, by default 100.
        limit?: i32,
        /// Filter of the search; all Users when absent.
        query?: SearchQuery,
    }

    response {
        /// This page of Users.
        results: Vec<User>,
        /// Total number of results and the cursor of the next page.
        results_metadata: ResultsMetadata,
    }
}

endpoint! {
    /// Updates a User.
    ///
    /// Absent fields stay unchanged. To add an email address or a phone number, send a link or
    /// passcode to it with the User's ID.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/update-user"]
    Users::update: PUT "/v1/users/{user_id}";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    body {
        /// Name of the User, which replaces the whole existing name.
        name?: UserName,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// Your own ID for the User, unique within the project: up to 128 letters, digits and
        /// `._-|`.
        external_id?: String,
        /// IDs of the assigned roles, which replace the existing ones.
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
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Replaces the email address or phone number of a User.
    ///
    /// Send one of the two; an email address can replace a phone number, and vice versa. The User
    /// must have exactly one factor and is not asked to confirm: this is for administrators.
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
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes a User permanently.
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
    /// Removes your own ID from a User; Stytch's ID is unchanged.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/delete/delete-user-external-id"]
    Users::delete_external_id: DELETE "/v1/users/{user_id}/external_id";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Lists the Connected Apps that a User has authorized.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/connected-apps/consent-management/get-connected-apps-user"]
    Users::connected_apps: GET "/v1/users/{user_id}/connected_apps";

    path {
        /// The User: ID or external ID.
        user_id: String,
    }

    response {
        /// The apps, with the scopes that the User granted; empty when the User has authorized
        /// none.
        connected_apps: Vec<GrantedConnectedApp>,
    }
}

endpoint! {
    /// Revokes a User's authorization of a Connected App.
    ///
    /// The User's grants are deleted, and all tokens that the app has for the User stop working.
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
