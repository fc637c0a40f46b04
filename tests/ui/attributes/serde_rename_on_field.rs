use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[serde(rename = "doorKind")]
        kind: String,
    }
}

fn main() {}
