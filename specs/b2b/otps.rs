//! One-time passcodes: short codes that Stytch sends by email or text message.

pub mod email;
pub mod sms;

use crate::resource;

resource! {
    /// Passcodes sent by email or text message.
    pub Otps {
        endpoints: [],
        /// Passcodes sent by email, a first factor.
        email: email::Email,
        /// Passcodes sent to the phone, a second factor.
        sms: sms::Sms,
    }
}
