//! What is known of an email address that bears on its risk.

use crate::object;

object! {
    /// What is known of an email address.
    EmailAddressRisk {
        /// Whether mail to it is known to have bounced.
        has_known_bounces: bool,
        /// Whether it is a valid address.
        has_valid_syntax: bool,
        /// Whether it seems to belong to a role or group, as `info@` does, and to no one person.
        is_suspected_role_address: bool,
        /// The address without dots and without what follows a `+`, to tell disguises by.
        normalized_email: String,
        /// How many dots and `+` it has; many of them speak of disguise.
        tumbling_character_count: i32,
    }
}

object! {
    /// What is known of the domain of an email address.
    EmailDomainRisk {
        /// Whether it has an MX or A record and so can get mail.
        has_mx_or_a_record: bool,
        /// Whether it gives away throw-away addresses.
        is_disposable_domain: bool,
    }
}
