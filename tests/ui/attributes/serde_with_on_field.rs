use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[serde(with = "doors::kind")]
        kind: String,
    }
}

fn main() {}
