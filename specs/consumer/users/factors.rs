//! Deletion of a User's login factors.

use super::Users;
use crate::{consumer::User, endpoint};

endpoint! {
    /// Deletes an email address from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-email"]
    Users::delete_email: DELETE "/v1/users/emails/{email_id}";

    path {
        /// ID of the email address.
        email_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes a phone number from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-phone-number"]
    Users::delete_phone_number: DELETE "/v1/users/phone_numbers/{phone_id}";

    path {
        /// ID of the phone number.
        phone_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes a passkey or security key from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-webauthn-registration"]
    Users::delete_webauthn_registration:
        DELETE "/v1/users/webauthn_registrations/{webauthn_registration_id}";

    path {
        /// ID of the registration.
        webauthn_registration_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes a phone with a registered fingerprint or face from a User, who can no longer log in
    /// with it.
    #[docs = "https://stytch.com/docs/api/delete-user-biometric-registration"]
    Users::delete_biometric_registration:
        DELETE "/v1/users/biometric_registrations/{biometric_registration_id}";

    path {
        /// ID of the registration.
        biometric_registration_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes an authenticator app from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-totp"]
    Users::delete_totp: DELETE "/v1/users/totps/{totp_id}";

    path {
        /// ID of the authenticator.
        totp_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes a crypto wallet from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/users/delete/delete-user-crypto-wallet"]
    Users::delete_crypto_wallet: DELETE "/v1/users/crypto_wallets/{crypto_wallet_id}";

    path {
        /// ID of the wallet.
        crypto_wallet_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes the password of a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-password"]
    Users::delete_password: DELETE "/v1/users/passwords/{password_id}";

    path {
        /// ID of the password.
        password_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}

endpoint! {
    /// Deletes an account at an OAuth provider from a User, who can no longer log in with it.
    #[docs = "https://stytch.com/docs/api/delete-user-oauth-registration"]
    Users::delete_oauth_registration: DELETE "/v1/users/oauth/{oauth_user_registration_id}";

    path {
        /// ID of the registration.
        oauth_user_registration_id: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// The User after the call.
        user: User,
    }
}
