//! What a login still lacks when one proof was not enough.

use crate::{
    b2b::{AuthMethod, MfaMethod},
    object,
};

object! {
    /// The second factor that a login still lacks.
    MfaRequired {
        /// What the Member can give as second factor.
        member_options?: MfaOptions,
        /// The second factor that is on its way: `sms_otp` when a passcode has been sent to the
        /// Member's phone. Absent when nothing was sent.
        secondary_auth_initiated?: MfaMethod,
    }
}

object! {
    /// The second factors that a Member has.
    MfaOptions {
        /// Phone number for passcodes, in E.164 format; empty while there is none.
        mfa_phone_number: String,
        /// ID of the Member's authenticator app; empty while there is none.
        totp_registration_id: String,
    }
}

object! {
    /// The first factor that a login still lacks, as what was proved doesn't count here.
    PrimaryRequired {
        /// The methods that the Organization accepts. When empty, it accepts all, but nothing that
        /// was proved can be carried over into it.
        allowed_auth_methods: Vec<AuthMethod>,
    }
}
