//! Settings that both APIs share.

use crate::{object, open_enum};

open_enum! {
    /// Whether session cookies are `HttpOnly`, so that scripts cannot read them.
    HttpOnlyCookies {
        /// They are not.
        Disabled = "DISABLED",
        /// They are, if the SDK asks for it.
        Enabled = "ENABLED",
        /// They always are.
        Enforced = "ENFORCED",
    }
}

object! {
    /// Cookies of sessions.
    #[request]
    CookiesConfig {
        /// Whether scripts can read the cookies.
        http_only: HttpOnlyCookies,
    }
}

open_enum! {
    /// Whether devices are checked when a user authenticates.
    DfppaSetting {
        /// Devices are checked, and the verdict is acted upon.
        Enabled = "ENABLED",
        /// Devices are checked, and the verdict is only logged.
        Passive = "PASSIVE",
        /// Devices are not checked.
        Disabled = "DISABLED",
    }
}

open_enum! {
    /// What happens to a login whose device gets the verdict `CHALLENGE`.
    DfppaOnChallengeAction {
        /// The login continues.
        Allow = "ALLOW",
        /// The login is rejected.
        Block = "BLOCK",
        /// The user has to solve a CAPTCHA.
        TriggerCaptcha = "TRIGGER_CAPTCHA",
    }
}

object! {
    /// Device fingerprinting protected authentication (DFPPA).
    #[request]
    DfppaConfig {
        /// Whether devices are checked.
        enabled?: DfppaSetting,
        /// What happens on the verdict `CHALLENGE`.
        on_challenge?: DfppaOnChallengeAction,
    }
}

object! {
    /// Passwords.
    #[request]
    PasswordsConfig {
        /// Whether the SDKs can authenticate and set passwords.
        enabled: bool,
        /// Whether resets of passwords must use PKCE.
        pkce_required_for_password_resets: bool,
    }
}

object! {
    /// Logins that leave the app and return with a token, such as magic links, OAuth and SSO.
    #[request]
    RedirectLoginConfig {
        /// Whether the SDKs can start and complete such logins.
        enabled: bool,
        /// Whether such logins must use PKCE.
        pkce_required: bool,
    }
}

object! {
    /// Sessions that the SDKs start.
    #[request]
    SessionsConfig {
        /// The longest session that an SDK can ask for, in minutes.
        max_session_duration_minutes: i32,
    }
}

open_enum! {
    /// How a phone recognizes a passcode in a text message.
    SmsAutofillMetadataType {
        /// By the domain of your website, in browsers and on iOS.
        Domain = "domain",
        /// By the hash of your app, on Android.
        Hash = "hash",
    }
}

object! {
    /// What to add to text messages, so that phones fill in the passcode.
    #[request]
    SmsAutofillMetadata {
        /// How the phone recognizes the passcode.
        metadata_type: SmsAutofillMetadataType,
        /// The domain or the app hash.
        metadata_value: String,
        /// Bundle ID of the app.
        bundle_id: String,
    }
}

object! {
    /// Authenticator apps (TOTP).
    #[request]
    TotpsConfig {
        /// Whether the SDKs can register authenticators.
        create_totps: bool,
        /// Whether the SDKs can authenticate with them.
        enabled: bool,
    }
}
