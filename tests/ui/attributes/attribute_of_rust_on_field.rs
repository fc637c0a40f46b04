use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[allow(dead_code)]
        key: String,
        #[deprecated]
        door_id: String,
        #[cfg(unix)]
        label?: String,
    }
}

fn main() {}
