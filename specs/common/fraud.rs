//! Fraud and risk: ratings of devices and email addresses.
//!
//! A separate host serves these endpoints.

pub mod email;
pub mod fingerprint;
pub mod rules;
pub mod verdict_reasons;

use crate::resource;

resource! {
    /// Risk ratings of devices and email addresses.
    pub Fraud {
        endpoints: [],
        /// Risk of email addresses.
        email: email::Email,
        /// Fingerprints of devices.
        fingerprint: fingerprint::Fingerprint,
        /// Your rules for devices and networks.
        rules: rules::Rules,
        /// The reasons for verdicts, and the actions that they lead to.
        verdict_reasons: verdict_reasons::VerdictReasons,
    }
}
