use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry(3)]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[retry(sometimes)]
    close: DELETE "/v1/doors";
}

fn main() {}
