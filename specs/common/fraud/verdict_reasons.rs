//! The reasons of verdicts, and what they lead to.

use crate::{
    common::{FraudRuleAction, VerdictReasonAction},
    endpoint, resource,
};

resource! {
    /// The reasons of verdicts, and what they lead to.
    pub VerdictReasons {
        endpoints: [ListRequest, OverrideRequest],
    }
}

endpoint! {
    /// Lists the reasons whose action can be overridden, with your overrides.
    ///
    /// Verdicts may have other reasons too.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/get-verdict-reasons"]
    #[host(telemetry)]
    #[retry(safe)]
    VerdictReasons::list: POST "/v1/verdict_reasons/list";

    body {
        /// Whether to list only the reasons that you have overridden; false when absent.
        overrides_only?: bool,
    }

    response {
        /// The reasons, each with the action that it leads to.
        verdict_reason_actions: Vec<VerdictReasonAction>,
    }
}

endpoint! {
    /// Sets the action that a reason leads to in later verdicts, or takes that override back.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/set-verdict-reason-override"]
    #[host(telemetry)]
    #[retry(safe)]
    VerdictReasons::r#override: POST "/v1/verdict_reasons/override";

    body {
        /// The reason, such as `VIRTUAL_MACHINE`; `RULE_MATCH` cannot be overridden.
        verdict_reason: String,
        /// What it is to lead to; `NONE` takes the override back.
        override_action: FraudRuleAction,
        /// What the override is for.
        override_description?: String,
    }

    response {
        /// The reason as the call left it.
        verdict_reason_action!: VerdictReasonAction,
    }
}
