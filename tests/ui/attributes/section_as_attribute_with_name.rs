use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header {
        #[header = "X-Key"]
        key: String,
    }
}

fn main() {}
