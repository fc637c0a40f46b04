//! The authentication factors of a session.

use std::time::SystemTime;

use crate::{
    Timestamp,
    common::{
        AuthenticationFactor, AuthenticatorAppFactor, FactorDeliveryMethod, FactorType,
        RecoveryCodeFactor,
    },
};

/// A factor authenticated at `now` by a code of this authenticator.
pub(crate) fn authenticator_app(totp_id: String, now: SystemTime) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::Totp,
        delivery_method: FactorDeliveryMethod::AuthenticatorApp,
        authenticator_app_factor: Some(AuthenticatorAppFactor { totp_id, ..Default::default() }),
        ..authenticated_at(now)
    }
}

/// A factor authenticated at `now` by the recovery code with this ID.
pub(crate) fn recovery_code(
    totp_recovery_code_id: String,
    now: SystemTime,
) -> AuthenticationFactor {
    AuthenticationFactor {
        r#type: FactorType::RecoveryCodes,
        delivery_method: FactorDeliveryMethod::RecoveryCode,
        recovery_code_factor: Some(RecoveryCodeFactor {
            totp_recovery_code_id,
            ..Default::default()
        }),
        ..authenticated_at(now)
    }
}

fn authenticated_at(now: SystemTime) -> AuthenticationFactor {
    let now = Timestamp::from(now);
    AuthenticationFactor {
        last_authenticated_at: Some(now.clone()),
        created_at: Some(now.clone()),
        updated_at: Some(now),
        ..Default::default()
    }
}
