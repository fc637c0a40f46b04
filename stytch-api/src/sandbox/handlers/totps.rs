//! Authenticators of Members and Users.

mod b2b;
#[cfg(feature = "consumer")]
mod consumer;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::sandbox::handlers::prelude::*;

/// The content of an authenticator's QR code: the `otpauth://` URI as text instead of an image.
fn qr_code(account: &str, secret: &Secret) -> Secret {
    let account = utf8_percent_encode(account, NON_ALPHANUMERIC);
    let secret = secret.expose();
    Secret::from(format!(
        "data:text/plain,otpauth://totp/Sandbox:{account}?secret={secret}&issuer=Sandbox"
    ))
}
