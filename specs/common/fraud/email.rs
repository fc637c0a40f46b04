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
    /// Tells how risky an email address is, and what to do with whoever gives it.
    ///
    /// Stytch has this in beta: a project must be let in.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/check-email-risk"]
    #[host(telemetry)]
    #[retry(safe)]
    Email::risk: POST "/v1/email/risk";

    body {
        /// Email address to judge.
        email_address: String,
    }

    response {
        /// What is known of the address.
        address_information: EmailAddressRisk,
        /// What is known of its domain.
        domain_information: EmailDomainRisk,
        /// What Stytch would do with whoever gives the address.
        action!: FraudAction,
        /// How risky the address is, from 0 to 100, the riskiest.
        risk_score: i32,
    }
}
