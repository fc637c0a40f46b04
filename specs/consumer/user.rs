//! The User: a person who uses your product, with everything that is registered for them.

use crate::{common::CryptoWalletType, object, open_enum};

object! {
    /// A person who uses your product.
    User {
        /// ID of the User.
        user_id: String,
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

open_enum! {
    /// The status of a User.
    UserStatus {
        /// Has logged in, or was created as active.
        Active = "active",
        /// Exists but has not logged in yet.
        Pending = "pending",
    }
}

object! {
    /// The name of a User, in parts.
    UserName {
        /// First name or names.
        first_name?: String,
        /// Middle name or names.
        middle_name?: String,
        /// Last name or names.
        last_name?: String,
    }
}

object! {
    /// An email address of a User.
    Email {
        /// ID of the email address.
        email_id: String,
        /// The address itself.
        email: String,
        /// Whether the User has verified it.
        verified: bool,
    }
}

object! {
    /// A phone number of a User.
    PhoneNumber {
        /// ID of the phone number.
        phone_id: String,
        /// The number itself, in E.164 format.
        phone_number: String,
        /// Whether the User has verified it.
        verified: bool,
    }
}

object! {
    /// A passkey or security key of a User.
    WebauthnRegistration {
        /// ID of the registration.
        webauthn_registration_id: String,
        /// Domain that the key is registered for.
        domain: String,
        /// User agent of the browser that it was registered in.
        user_agent: String,
        /// Whether the registration was completed.
        verified: bool,
        /// Which kind of authenticator was requested; empty for either.
        authenticator_type: AuthenticatorType,
        /// Display name, for the User to recognize it.
        name: String,
    }
}

open_enum! {
    /// The kinds of authenticators that hold a passkey or security key.
    AuthenticatorType {
        /// Built into the device, such as its fingerprint reader.
        Platform = "platform",
        /// Separate from the device, such as a security key or a phone.
        CrossPlatform = "cross-platform",
    }
}

object! {
    /// An OAuth provider that a User has logged in through.
    OauthProvider {
        /// Name of the provider, such as `Google`.
        provider_type: String,
        /// ID of the User at the provider, the `sub` of its tokens.
        provider_subject: String,
        /// URL of the User's picture at the provider; empty if unknown.
        profile_picture_url: String,
        /// Locale that the User has set at the provider; empty if unknown.
        locale: String,
        /// ID of the registration.
        oauth_user_registration_id: String,
    }
}

object! {
    /// An authenticator app of a User.
    TotpRegistration {
        /// ID of the authenticator.
        totp_id: String,
        /// Whether the User has authenticated a passcode from it.
        verified: bool,
    }
}

object! {
    /// A crypto wallet of a User.
    CryptoWallet {
        /// ID of the wallet.
        crypto_wallet_id: String,
        /// The wallet's address on its chain.
        crypto_wallet_address: String,
        /// The chain of the wallet.
        crypto_wallet_type: CryptoWalletType,
        /// Whether the User has verified it.
        verified: bool,
    }
}

object! {
    /// A phone of a User with a registered fingerprint or face.
    BiometricRegistration {
        /// ID of the registration.
        biometric_registration_id: String,
        /// Whether the registration was completed.
        verified: bool,
    }
}

object! {
    /// The state of a User's password.
    Password {
        /// ID of the password.
        password_id: String,
        /// Whether the User must set a new one before logging in with it.
        requires_reset: bool,
    }
}
