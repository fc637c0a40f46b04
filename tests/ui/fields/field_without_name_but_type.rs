use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        String,
        Vec<String>,
    }
}

fn main() {}
