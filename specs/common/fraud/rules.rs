//! Your rules for devices and networks.

use crate::{
    common::{FraudRule, FraudRuleAction},
    endpoint, resource,
};

resource! {
    /// Your rules for devices and networks.
    pub Rules {
        endpoints: [ListRequest, SetRequest],
    }
}

endpoint! {
    /// Lists the rules of the project.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/get-rule"]
    #[host(telemetry)]
    #[retry(safe)]
    #[pages(rules)]
    Rules::list: POST "/v1/rules/list";

    body {
        /// The `next_cursor` of the previous page; the first page when absent.
        cursor?: String,
        /// Results per page, at most 100, by default 10.
        limit?: i32,
    }

    response {
        /// The `cursor` of the next page; empty on the last one.
        next_cursor: String,
        /// This page of rules.
        rules: Vec<FraudRule>,
    }
}

endpoint! {
    /// Sets or removes a rule for verdicts on a device or network.
    ///
    /// Send exactly one identifier. If several rules match a device, the one with the narrowest
    /// identifier applies: the fields below are ordered from narrow to wide, except for
    /// `country_code`, which is the widest. The wider the identifier, the more people a rule
    /// affects.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/set-rule"]
    #[host(telemetry)]
    #[retry(safe)]
    Rules::set: POST "/v1/rules/set";

    body {
        /// Action for later verdicts; `NONE` removes the rule.
        action: FraudRuleAction,
        /// ID in a cookie that Stytch set in the browser, the most precise identifier.
        visitor_id?: String,
        /// ID of the browser, derived from the visitor ID and the network fingerprint.
        browser_id?: String,
        /// Fingerprint of the visitor, which needs no cookie.
        visitor_fingerprint?: String,
        /// Fingerprint of the browser and its version; several people may share it.
        browser_fingerprint?: String,
        /// Fingerprint of operating system and architecture; several people may share it.
        hardware_fingerprint?: String,
        /// Fingerprint of the network protocol, mainly TLS; several people may share it.
        network_fingerprint?: String,
        /// Minutes until the rule expires; permanent when absent.
        expires_in_minutes?: i32,
        /// What the rule is for.
        description?: String,
        /// An IP address, or a CIDR block of them with a prefix of 16 to 32.
        cidr_block?: String,
        /// Country, its ISO 3166-1 code of two letters; not allowed with the action `ALLOW`.
        country_code?: String,
        /// Number of an autonomous system, a network's operator, in decimal digits.
        asn?: String,
    }

    response {
        /// Action that verdicts now have; `NONE` when the rule was removed.
        action!: FraudRuleAction,
        /// ID in a cookie that Stytch set in the browser, the most precise identifier.
        visitor_id?: String,
        /// ID of the browser, derived from the visitor ID and the network fingerprint.
        browser_id?: String,
        /// Fingerprint of the visitor, which needs no cookie.
        visitor_fingerprint?: String,
        /// Fingerprint of the browser and its version; several people may share it.
        browser_fingerprint?: String,
        /// Fingerprint of operating system and architecture; several people may share it.
        hardware_fingerprint?: String,
        /// Fingerprint of the network protocol, mainly TLS; several people may share it.
        network_fingerprint?: String,
        /// When the rule expires; absent for a permanent one.
        expires_at?: Timestamp,
        /// An IP address, or a CIDR block of them with a prefix of 16 to 32.
        cidr_block?: String,
        /// Country, its ISO 3166-1 code of two letters.
        country_code?: String,
        /// Number of an autonomous system, a network's operator, in decimal digits.
        asn?: String,
    }
}
