//! The reasons for verdicts, and the actions that they lead to.

use crate::{
    common::{FraudRuleAction, VerdictReasonAction},
    endpoint, resource,
};

resource! {
    /// The reasons for verdicts, and the actions that they lead to.
    pub VerdictReasons {
        endpoints: [ListRequest, OverrideRequest],
    }
}

endpoint! {
    /// Lists the verdict reasons whose action can be overridden, with your overrides.
    ///
    /// Verdicts can have other reasons too.
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
    /// Sets or removes an override of the action that a reason leads to in later verdicts.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/set-verdict-reason-override"]
    #[host(telemetry)]
    #[retry(safe)]
    VerdictReasons::r#override: POST "/v1/verdict_reasons/override";

    body {
        /// The reason, such as `VIRTUAL_MACHINE`; `RULE_MATCH` cannot be overridden.
        verdict_reason: String,
        /// Action that the reason leads to; `NONE` removes the override.
        override_action: FraudRuleAction,
        /// What the override is for.
        override_description?: String,
    }

    response {
        /// The reason after the call.
        verdict_reason_action!: VerdictReasonAction,
    }
}
