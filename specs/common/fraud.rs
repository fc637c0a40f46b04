//! Fraud and risk: what to think of a device or an email address.
//!
//! These endpoints are served by a host of their own.

pub mod email;
pub mod fingerprint;
pub mod rules;
pub mod verdict_reasons;

use crate::resource;

resource! {
    /// What to think of a device or an email address.
    pub Fraud {
        endpoints: [],
        /// Risk of email addresses.
        email: email::Email,
        /// Fingerprints of devices.
        fingerprint: fingerprint::Fingerprint,
        /// Your rules for devices and networks.
        rules: rules::Rules,
        /// The reasons of verdicts, and what they lead to.
        verdict_reasons: verdict_reasons::VerdictReasons,
    }
}
