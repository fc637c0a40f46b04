use stytch_api::{Json, Metadata, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[serde(flatten)]
        rest: Metadata,
        #[serde(flatten)]
        base: Json,
    }
}

fn main() {}
