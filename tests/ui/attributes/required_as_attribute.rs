use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[required]
        key: String,
        #[secret]
        pin: String,
    }
    response {
        #[required]
        door_id: String,
    }
}

fn main() {}
