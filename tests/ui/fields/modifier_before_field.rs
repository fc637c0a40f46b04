use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        let key: String,
        private final door_id: String,
        fn code(&self) -> String,
    }
}

fn main() {}
