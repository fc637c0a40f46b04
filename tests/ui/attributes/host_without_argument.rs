use stytch_api::endpoint;

endpoint! {
    /// Reads the device's fingerprint.
    #[host]
    lookup: GET "/v1/fingerprint";
    response { verdict: String }
}

fn main() {}
