//! The User: a person who uses your product, with everything that is registered for them.

use crate::{Metadata, Timestamp, common::CryptoWalletType, object, open_enum};

object! {
    /// A person who uses your product.
    User {
        /// ID of the User.
        user_id: String,
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

open_enum! {
    /// Where a User stands.
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
        /// Whether the User has proved to own it.
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
        /// Whether the User has proved to own it.
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
        /// Which kind of authenticator was asked for; empty for either.
        authenticator_type: AuthenticatorType,
        /// Name to show, by which the User tells it from others.
        name: String,
    }
}

open_enum! {
    /// The kinds of authenticators that hold a passkey or security key.
    AuthenticatorType {
        /// Built into the device, such as its fingerprint reader.
        Platform = "platform",
        /// Apart from the device, such as a security key or a phone.
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
        /// Address of the User's picture at the provider; empty where it tells none.
        profile_picture_url: String,
        /// Locale that the User has set at the provider; empty where it tells none.
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
        /// Whether the User has given a passcode of it.
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
        /// Whether the User has proved to own it.
        verified: bool,
    }
}

object! {
    /// A phone of a User that knows the fingerprint or face.
    BiometricRegistration {
        /// ID of the registration.
        biometric_registration_id: String,
        /// Whether the registration was completed.
        verified: bool,
    }
}

object! {
    /// The password of a User, as far as Stytch tells.
    Password {
        /// ID of the password.
        password_id: String,
        /// Whether the User must set a new one before logging in with it.
        requires_reset: bool,
    }
}
