//! Risk signals of email addresses.

use crate::object;

object! {
    /// Risk signals of an email address.
    EmailAddressRisk {
        /// Whether mail to it is known to have bounced.
        has_known_bounces: bool,
        /// Whether it is a valid address.
        has_valid_syntax: bool,
        /// Whether it seems to belong to a role or group, such as `info@`, rather than to one
        /// person.
        is_suspected_role_address: bool,
        /// The address without dots and without the part after a `+`, to detect aliases.
        normalized_email: String,
        /// How many dots and `+` it has; a high number suggests a alias.
        tumbling_character_count: i32,
    }
}

object! {
    /// Risk signals of the domain of an email address.
    EmailDomainRisk {
        /// Whether it has an MX or A record and so can receive mail.
        has_mx_or_a_record: bool,
        /// Whether it offers disposable addresses.
        is_disposable_domain: bool,
    }
}
