//! Verdicts on devices, their reasons, and rules that override them.

use crate::{object, open_enum};

open_enum! {
    /// An action that Stytch recommends for a device or an email address.
    FraudAction {
        /// Allow the user: nothing is suspicious.
        Allow = "ALLOW",
        /// Challenge the user, for example with a second factor: something is unusual.
        Challenge = "CHALLENGE",
        /// Block the user: fraud or automation is likely.
        Block = "BLOCK",
    }
}

open_enum! {
    /// The action that one of your rules or overrides sets.
    FraudRuleAction {
        /// Allow the user.
        Allow = "ALLOW",
        /// Challenge the user, for example with a second factor.
        Challenge = "CHALLENGE",
        /// Block the user.
        Block = "BLOCK",
        /// The default action: the rule or override is removed.
        None = "NONE",
    }
}

object! {
    /// Action that Stytch recommends for a device, with reasons.
    FraudVerdict {
        /// Recommended action, with your rules and overrides applied.
        action: FraudAction,
        /// Reasons for the action, such as `HEADLESS_BROWSER_AUTOMATION`, or `RULE_MATCH` if one of
        /// your rules decided.
        reasons: Vec<String>,
        /// Kind of device, as far as it can be detected.
        detected_device_type: String,
        /// Whether the device's attributes are consistent with a genuine device.
        is_authentic_device: bool,
        /// Your overrides that apply to the reasons.
        verdict_reason_overrides: Vec<VerdictReasonOverride>,
        /// Kind of the identifier that one of your rules matched; absent when none did.
        rule_match_type?: FraudRuleType,
        /// The identifier that one of your rules matched; absent when none did.
        rule_match_identifier?: String,
    }
}

object! {
    /// One of your overrides that applied to a verdict.
    VerdictReasonOverride {
        /// The reason, such as `VIRTUAL_MACHINE`.
        verdict_reason: String,
        /// Action set by your override; empty without an override.
        override_action: FraudAction,
    }
}

object! {
    /// A reason of verdicts, with the action that it leads to.
    VerdictReasonAction {
        /// The reason, such as `VIRTUAL_MACHINE`.
        verdict_reason: String,
        /// Action without an override.
        default_action: FraudAction,
        /// Action set by your override; absent without an override.
        override_action?: FraudAction,
        /// When the override was set.
        override_created_at?: Timestamp,
        /// What the override is for.
        override_description?: String,
    }
}

open_enum! {
    /// The kinds of identifiers that a rule can match.
    FraudRuleType {
        /// The ID in a cookie that Stytch set in the browser.
        VisitorId = "VISITOR_ID",
        /// An ID derived from the visitor ID and the network fingerprint.
        BrowserId = "BROWSER_ID",
        /// A fingerprint of the visitor, which needs no cookie.
        VisitorFingerprint = "VISITOR_FINGERPRINT",
        /// A fingerprint of the browser and its version.
        BrowserFingerprint = "BROWSER_FINGERPRINT",
        /// A fingerprint of operating system and architecture.
        HardwareFingerprint = "HARDWARE_FINGERPRINT",
        /// A fingerprint of the network protocol, mainly TLS.
        NetworkFingerprint = "NETWORK_FINGERPRINT",
        /// An IP address or a block of them.
        CidrBlock = "CIDR_BLOCK",
        /// An autonomous system, the network's operator.
        Asn = "ASN",
        /// A country.
        CountryCode = "COUNTRY_CODE",
    }
}

object! {
    /// One of your rules for verdicts on a device or network; only the field for `rule_type` is
    /// set.
    FraudRule {
        /// Which kind of identifier the rule matches.
        rule_type: FraudRuleType,
        /// Action that the rule sets.
        action: FraudRuleAction,
        /// When the rule was first set.
        created_at: Timestamp,
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
        /// An IP address, or a CIDR block of them with a prefix of 16 to 32.
        cidr_block?: String,
        /// Country, its ISO 3166-1 code of two letters.
        country_code?: String,
        /// Number of an autonomous system, a network's operator, in decimal digits.
        asn?: String,
        /// What the rule is for.
        description?: String,
        /// When the rule expires; absent for a permanent one.
        expires_at?: Timestamp,
        /// When the rule was last changed; absent if never.
        last_updated_at?: Timestamp,
    }
}
