use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    pub struct OpenRequest {
        pub key: String,
    }
}

fn main() {}
