use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { label: Option<Option<String>> }
}

fn main() {}
