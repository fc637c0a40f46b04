//! The factors that a login still requires.

use crate::{
    b2b::{AuthMethod, MfaMethod},
    object,
};

object! {
    /// The second factor that a login still requires.
    MfaRequired {
        /// The second factors that the Member can use.
        member_options?: MfaOptions,
        /// The second factor that Stytch has already sent: `sms_otp` for a passcode to the Member's
        /// phone. Absent when nothing was sent.
        secondary_auth_initiated?: MfaMethod,
    }
}

object! {
    /// The second factors that a Member has.
    MfaOptions {
        /// Phone number for passcodes, in E.164 format; empty if not set.
        mfa_phone_number: String,
        /// ID of the Member's authenticator app; empty if not set.
        totp_registration_id: String,
    }
}

object! {
    /// The first factor that a login still requires, because the Organization accepts none of those
    /// used.
    PrimaryRequired {
        /// Methods that the Organization accepts. When empty, it accepts all of them, but none of
        /// the factors used so far can be carried over.
        allowed_auth_methods: Vec<AuthMethod>,
    }
}
