//! What to do with whoever uses a device: verdicts, their reasons, and rules that override them.

use crate::{Timestamp, object, open_enum};

open_enum! {
    /// What to do with whoever uses a device or gives an email address.
    FraudAction {
        /// Let them go on: nothing speaks against it.
        Allow = "ALLOW",
        /// Ask them for more, such as a second factor: something is unusual.
        Challenge = "CHALLENGE",
        /// Stop them: fraud or automation is likely.
        Block = "BLOCK",
    }
}

open_enum! {
    /// What verdicts are to say by a rule or override of yours.
    FraudRuleAction {
        /// Let them go on.
        Allow = "ALLOW",
        /// Ask them for more, such as a second factor.
        Challenge = "CHALLENGE",
        /// Stop them.
        Block = "BLOCK",
        /// What they say by themselves: the rule or override is taken back.
        None = "NONE",
    }
}

object! {
    /// What to do with whoever uses a device, and why.
    FraudVerdict {
        /// What Stytch would do, your rules and overrides considered.
        action: FraudAction,
        /// Why, such as `HEADLESS_BROWSER_AUTOMATION`, or `RULE_MATCH` where a rule of yours
        /// decided.
        reasons: Vec<String>,
        /// Kind of device, as far as it can be told.
        detected_device_type: String,
        /// Whether the device's traits fit together as a genuine one's do.
        is_authentic_device: bool,
        /// Your overrides that bear on the reasons.
        verdict_reason_overrides: Vec<VerdictReasonOverride>,
        /// Kind of the identifier by which a rule of yours decided; absent when none did.
        rule_match_type?: FraudRuleType,
        /// The identifier by which a rule of yours decided; absent when none did.
        rule_match_identifier?: String,
    }
}

object! {
    /// An override of yours that bore on a verdict.
    VerdictReasonOverride {
        /// The reason, such as `VIRTUAL_MACHINE`.
        verdict_reason: String,
        /// What it leads to by your override; empty where there is none.
        override_action: FraudAction,
    }
}

object! {
    /// A reason of verdicts, with the action that it leads to.
    VerdictReasonAction {
        /// The reason, such as `VIRTUAL_MACHINE`.
        verdict_reason: String,
        /// What it leads to by itself.
        default_action: FraudAction,
        /// What it leads to by your override; absent where there is none.
        override_action?: FraudAction,
        /// When the override was set.
        override_created_at?: Timestamp,
        /// What the override is for.
        override_description?: String,
    }
}

open_enum! {
    /// The kinds of identifiers that a rule can be about.
    FraudRuleType {
        /// The ID in a cookie that Stytch gave the browser.
        VisitorId = "VISITOR_ID",
        /// An ID made of the visitor ID and the network fingerprint.
        BrowserId = "BROWSER_ID",
        /// A fingerprint of the visitor, which needs no cookie.
        VisitorFingerprint = "VISITOR_FINGERPRINT",
        /// A fingerprint of the browser and its version.
        BrowserFingerprint = "BROWSER_FINGERPRINT",
        /// A fingerprint of operating system and architecture.
        HardwareFingerprint = "HARDWARE_FINGERPRINT",
        /// A fingerprint of the network protocol, TLS above all.
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
    /// A rule of yours: what verdicts say of a device or network; the field for `rule_type` is the
    /// one that is set.
    FraudRule {
        /// Which kind of identifier it is about.
        rule_type: FraudRuleType,
        /// What verdicts say by it.
        action: FraudRuleAction,
        /// When the rule was first set.
        created_at: Timestamp,
        /// ID in a cookie that Stytch gave the browser, the most precise identifier.
        visitor_id?: String,
        /// ID of the browser, made of the visitor ID and the network fingerprint.
        browser_id?: String,
        /// Fingerprint of the visitor, which needs no cookie.
        visitor_fingerprint?: String,
        /// Fingerprint of the browser and its version; several people may share it.
        browser_fingerprint?: String,
        /// Fingerprint of operating system and architecture; several people may share it.
        hardware_fingerprint?: String,
        /// Fingerprint of the network protocol, TLS above all; several people may share it.
        network_fingerprint?: String,
        /// An IP address, or a CIDR block of them with a prefix of 16 to 32.
        cidr_block?: String,
        /// Country, its ISO 3166-1 code of two letters.
        country_code?: String,
        /// Number of an autonomous system, a network's operator, in decimal digits.
        asn?: String,
        /// What the rule is for.
        description?: String,
        /// When the rule lapses; absent for one that stays.
        expires_at?: Timestamp,
        /// When the rule was last set anew; absent if it never was.
        last_updated_at?: Timestamp,
    }
}
