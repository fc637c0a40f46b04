use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    request {
        query { fast?: bool }
        body { key: String }
    }
}

fn main() {}
