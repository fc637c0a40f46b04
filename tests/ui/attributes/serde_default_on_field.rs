use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[serde(default)]
        kind: String,
        #[serde(default)]
        label?: String,
    }
    response {
        #[serde(default)]
        door_id: String,
        #[serde(default)]
        key?: String,
    }
}

fn main() {}
