use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[schemars(title = "Key")]
        key: String,
        #[validate(length(min = 1))]
        door_id: String,
        #[builder(default)]
        label?: String,
        #[prost(string, tag = "1")]
        kind: String,
        #[mine]
        code: String,
    }
}

fn main() {}
