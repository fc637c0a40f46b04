use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[serde(alias = "type")]
        kind: String,
        #[serde(borrow)]
        label: String,
        #[serde(getter = "f")]
        key: String,
    }
}

fn main() {}
