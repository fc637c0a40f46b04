//! WebAuthn: passkeys and security keys, registered and used in the User's browser.

use crate::{
    consumer::{AuthenticatorType, DeviceInfo, Session, User, WebauthnRegistration},
    endpoint, object, open_enum, resource,
};

resource! {
    /// Passkeys and security keys of Users.
    pub Webauthn {
        endpoints: [
            RegisterStartRequest,
            RegisterRequest,
            AuthenticateStartRequest,
            AuthenticateRequest,
            UpdateRequest,
            ListCredentialsRequest,
        ],
    }
}

endpoint! {
    /// Starts the registration of a passkey or security key.
    ///
    /// Pass the options in the response to the browser's `navigator.credentials.create()`, and its
    /// result to `register`.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/register/start"]
    Webauthn::register_start: POST "/v1/webauthn/register/start";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// Domain to register the key for: the page's host or a parent of it.
        domain: String,
        /// User agent of the browser, stored with the registration.
        user_agent?: String,
        /// Which kind of authenticator to request; either when absent.
        authenticator_type?: AuthenticatorType,
        /// Whether to request a passkey, which the browser finds without the User's ID; false when
        /// absent.
        return_passkey_credential_options?: bool,
        /// ID of the User to register the key with, the `user.id` of the options; `user_id` when
        /// absent.
        override_id?: String,
        /// Name by which the User recognizes the account, the `user.name` of the options; chosen by
        /// Stytch when absent.
        override_name?: String,
        /// Name that the browser shows, the `user.displayName` of the options; chosen by Stytch
        /// when absent.
        override_display_name?: String,
        /// Whether the binary values of the options are base64url, as the browser's
        /// `parseCreationOptionsFromJSON()` expects, and not base64; false when absent.
        use_base64_url_encoding?: bool,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The options for `navigator.credentials.create()`, as JSON in a string.
        public_key_credential_creation_options!: String,
    }
}

endpoint! {
    /// Completes the registration of a passkey or security key and logs the User in.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/register/register"]
    Webauthn::register: POST "/v1/webauthn/register";

    body {
        /// The User: ID or external ID.
        user_id: String,
        /// What `navigator.credentials.create()` returned, as JSON in a string.
        public_key_credential: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the new registration.
        webauthn_registration_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Starts a login with a passkey or security key.
    ///
    /// Pass the options in the response to the browser's `navigator.credentials.get()`, and its
    /// result to `authenticate`.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/authenticate/start"]
    Webauthn::authenticate_start: POST "/v1/webauthn/authenticate/start";

    body {
        /// Domain that the key is registered for.
        domain: String,
        /// The User: ID or external ID. When absent, the browser offers its passkeys for the
        /// domain, and the chosen one identifies the User.
        user_id?: String,
        /// Whether to request a passkey; false when absent.
        return_passkey_credential_options?: bool,
        /// Whether the binary values of the options are base64url, as the browser's
        /// `parseRequestOptionsFromJSON()` expects, and not base64; false when absent.
        use_base64_url_encoding?: bool,
    }

    response {
        /// ID of the User; empty when the request names no User.
        user_id: String,
        /// The options for `navigator.credentials.get()`, as JSON in a string.
        public_key_credential_request_options!: String,
    }
}

endpoint! {
    /// Completes a login with a passkey or security key.
    ///
    /// Adds the factor to a session (`session_token` or `session_jwt`), or starts a new session.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/authenticate/authenticate"]
    Webauthn::authenticate: POST "/v1/webauthn/authenticate";

    body {
        /// What `navigator.credentials.get()` returned, as JSON in a string.
        public_key_credential: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the registration that was used.
        webauthn_registration_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Renames a passkey or security key.
    #[docs = "https://stytch.com/docs/api/webauthn-update"]
    Webauthn::update: PUT "/v1/webauthn/{webauthn_registration_id}";

    path {
        /// ID of the registration.
        webauthn_registration_id: String,
    }

    body {
        /// Display name, for the User to recognize it.
        name: String,
    }

    response {
        /// The registration after the call.
        webauthn_registration?: WebauthnRegistration,
    }
}

endpoint! {
    /// Lists the public keys of a User's passkeys and security keys for a domain.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/passkeys-webauthn/list-webauthn-credentials"]
    Webauthn::list_credentials: GET "/v1/webauthn/credentials/{user_id}/{domain}";

    path {
        /// The User: ID or external ID.
        user_id: String,
        /// Domain that the keys are registered for.
        domain: String,
    }

    response {
        /// The keys; empty when the User has no key for the domain.
        credentials: Vec<WebauthnCredential>,
    }
}

object! {
    /// The public part of a passkey or security key.
    WebauthnCredential {
        /// ID that the authenticator assigned to the key.
        credential_id: String,
        /// ID of the registration.
        webauthn_registration_id: String,
        /// Kind of the credential.
        r#type: CredentialType,
        /// The public key itself.
        public_key: String,
    }
}

open_enum! {
    /// The kinds of credentials that WebAuthn defines.
    CredentialType {
        /// A key pair; the authenticator stores the private key.
        PublicKey = "public-key",
    }
}
