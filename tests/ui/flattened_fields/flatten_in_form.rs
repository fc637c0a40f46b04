use stytch_api::endpoint;

endpoint! {
    /// Exchanges a code for a token.
    #[form]
    exchange: POST "/v1/token";
    body {
        #[flatten]
        parameters: Metadata,
    }
}

fn main() {}
