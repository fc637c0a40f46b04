use stytch_api::{b2b::totps::Totps, endpoint};

endpoint! {
    /// Renames an authenticator.
    Totps::rename: POST "/v1/b2b/totp/rename";
}

fn main() {}
