//! Risk of email addresses.

use crate::{
    common::{EmailAddressRisk, EmailDomainRisk, FraudAction},
    endpoint, resource,
};

resource! {
    /// Risk of email addresses.
    pub Email {
        endpoints: [RiskRequest],
    }
}

endpoint! {
    /// Rates the risk of an email address and recommends an action.
    ///
    /// In beta: Stytch must enable it for your project.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/check-email-risk"]
    #[host(telemetry)]
    #[retry(safe)]
    Email::risk: POST "/v1/email/risk";

    body {
        /// Email address to rate.
        email_address: String,
    }

    response {
        /// Risk signals of the address.
        address_information: EmailAddressRisk,
        /// Risk signals of its domain.
        domain_information: EmailDomainRisk,
        /// Action that Stytch recommends for the address.
        action!: FraudAction,
        /// Risk of the address, from 0 (lowest) to 100 (highest).
        risk_score: i32,
    }
}
