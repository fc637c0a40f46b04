//! The authentication factors of a session. They have no times until they are authenticated.

use std::time::SystemTime;

use serde_json::json;

use crate::sandbox::store::prelude::*;

/// A factor whose details are in the field `name`. The names that Stytch does not have are ignored.
fn factor(
    r#type: FactorType,
    delivery_method: impl Into<FactorDeliveryMethod>,
    name: &str,
    details: &Json,
) -> AuthenticationFactor {
    let details = serde_json::from_value(json!({ name: details })).unwrap_or_default();
    AuthenticationFactor { r#type, delivery_method: delivery_method.into(), ..details }
}

/// A link or passcode sent to this email address.
pub(crate) fn email(r#type: FactorType, email_id: &str, address: &str) -> AuthenticationFactor {
    let details = json!({ "email_id": email_id, "email_address": address });
    factor(r#type, FactorDeliveryMethod::Email, "email_factor", &details)
}

/// A passcode sent to this phone number.
pub(crate) fn phone_number(
    delivery_method: FactorDeliveryMethod,
    phone_id: &str,
    number: &str,
) -> AuthenticationFactor {
    let details = json!({ "phone_id": phone_id, "phone_number": number });
    factor(FactorType::Otp, delivery_method, "phone_number_factor", &details)
}

/// A link that the application delivers itself.
#[cfg(feature = "consumer")]
pub(crate) fn embedded(embedded_id: &str) -> AuthenticationFactor {
    let (name, details) = ("embeddable_magic_link_factor", json!({ "embedded_id": embedded_id }));
    factor(FactorType::MagicLink, FactorDeliveryMethod::Embedded, name, &details)
}

pub(crate) fn password() -> AuthenticationFactor {
    factor(FactorType::Password, FactorDeliveryMethod::Knowledge, "", &Json::Null)
}

/// An account at an OAuth provider such as `google`. Its subject is derived from the email address.
pub(crate) fn oauth(provider: &str, email: &str, registration_id: &str) -> AuthenticationFactor {
    let details = json!({ "id": registration_id, "provider_subject": format!("sandbox-{email}") });
    let delivery_method = format!("oauth_{provider}");
    let name = format!("{provider}_oauth_factor");
    factor(FactorType::Oauth, delivery_method.as_str(), &name, &details)
}

/// An account at the identity provider of an SSO connection.
pub(crate) fn sso(
    connection_id: &str,
    external_id: &str,
    registration_id: &str,
) -> AuthenticationFactor {
    let (delivery_method, name) = if connection_id.starts_with("oidc") {
        (FactorDeliveryMethod::SsoOidc, "oidc_sso_factor")
    } else {
        (FactorDeliveryMethod::SsoSaml, "saml_sso_factor")
    };
    let details = json!({
        "id": registration_id,
        "provider_id": connection_id,
        "external_id": external_id,
    });
    factor(FactorType::Sso, delivery_method, name, &details)
}

/// A code of this authenticator.
pub(crate) fn authenticator_app(totp_id: &str) -> AuthenticationFactor {
    let (name, details) = ("authenticator_app_factor", json!({ "totp_id": totp_id }));
    factor(FactorType::Totp, FactorDeliveryMethod::AuthenticatorApp, name, &details)
}

/// The recovery code with this ID.
pub(crate) fn recovery_code(code_id: &str) -> AuthenticationFactor {
    let (name, details) = ("recovery_code_factor", json!({ "totp_recovery_code_id": code_id }));
    factor(FactorType::RecoveryCodes, FactorDeliveryMethod::RecoveryCode, name, &details)
}

/// The account of an OAuth factor.
#[derive(Default)]
pub(crate) struct Account {
    /// The provider's name as Stytch writes it, such as `Google`.
    pub(crate) provider_type: String,
    pub(crate) subject: String,
    #[cfg(feature = "consumer")]
    pub(crate) registration_id: String,
}

impl Account {
    pub(crate) fn of(factor: &AuthenticationFactor) -> Self {
        let provider = factor.delivery_method.as_str().trim_start_matches("oauth_");
        let fields = to_json(factor);
        let account = fields.get(&format!("{provider}_oauth_factor"));
        let get = |name| account.and_then(|it| it[name].as_str()).unwrap_or_default().to_owned();
        let (first, rest) = provider.split_at_checked(1).unwrap_or_default();
        Self {
            provider_type: first.to_ascii_uppercase() + rest,
            subject: get("provider_subject"),
            #[cfg(feature = "consumer")]
            registration_id: get("id"),
        }
    }
}

/// The ID of the email address, phone number or link of a factor.
pub(crate) fn method_id(factor: &AuthenticationFactor) -> Option<&str> {
    let email_id = factor.email_factor.as_ref().map(|email| &email.email_id);
    let phone_id = factor.phone_number_factor.as_ref().map(|phone| &phone.phone_id);
    let link_id = factor.embeddable_magic_link_factor.as_ref().map(|link| &link.embedded_id);
    email_id.or(phone_id).or(link_id).map(String::as_str)
}

/// The email address or phone number of a factor.
pub(crate) fn recipient(factor: &AuthenticationFactor) -> &str {
    let email = factor.email_factor.as_ref().map(|email| email.email_address.as_str());
    let number = || factor.phone_number_factor.as_ref().map(|phone| phone.phone_number.as_str());
    email.or_else(number).unwrap_or_default()
}

/// Whether this is a second factor of Members.
pub(crate) fn is_second_factor(factor: &AuthenticationFactor) -> bool {
    matches!(
        factor.delivery_method,
        FactorDeliveryMethod::AuthenticatorApp
            | FactorDeliveryMethod::RecoveryCode
            | FactorDeliveryMethod::Sms
    )
}

/// The factor, authenticated at `now`.
pub(crate) fn authenticated(
    factor: &AuthenticationFactor,
    now: SystemTime,
) -> AuthenticationFactor {
    let now = Some(Timestamp::from(now));
    AuthenticationFactor {
        last_authenticated_at: now.clone(),
        created_at: now.clone(),
        updated_at: now,
        ..factor.clone()
    }
}
