//! The authentication factors of a session. They have no times until they are authenticated.

use std::time::SystemTime;

use crate::{
    Timestamp,
    common::{
        AuthenticationFactor, AuthenticatorAppFactor, EmailFactor, FactorDeliveryMethod,
        FactorType, PhoneNumberFactor, RecoveryCodeFactor,
    },
};

/// A link or passcode sent to this email address.
pub(crate) fn email(r#type: FactorType, email_id: &str, address: &str) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type,
        delivery_method: FactorDeliveryMethod::Email,
        email_factor: Some(EmailFactor {
            email_id: email_id.to_owned(),
            email_address: address.to_owned(),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// A passcode sent to this phone number.
pub(crate) fn phone_number(
    delivery_method: FactorDeliveryMethod,
    phone_id: &str,
    number: &str,
) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::Otp,
        delivery_method,
        phone_number_factor: Some(PhoneNumberFactor {
            phone_id: phone_id.to_owned(),
            phone_number: number.to_owned(),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// A code of this authenticator.
pub(crate) fn authenticator_app(totp_id: String) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::Totp,
        delivery_method: FactorDeliveryMethod::AuthenticatorApp,
        authenticator_app_factor: Some(AuthenticatorAppFactor { totp_id, ..Default::default() }),
        ..Default::default()
    }
}

/// The recovery code with this ID.
pub(crate) fn recovery_code(totp_recovery_code_id: String) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::RecoveryCodes,
        delivery_method: FactorDeliveryMethod::RecoveryCode,
        recovery_code_factor: Some(RecoveryCodeFactor {
            totp_recovery_code_id,
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// The ID of the email address or phone number of a factor.
pub(crate) fn method_id(factor: &AuthenticationFactor) -> Option<&str> {
    let email_id = factor.email_factor.as_ref().map(|email| email.email_id.as_str());
    email_id.or_else(|| factor.phone_number_factor.as_ref().map(|phone| phone.phone_id.as_str()))
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
