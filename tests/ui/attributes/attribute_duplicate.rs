use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry(safe)]
    #[retry(unsafe)]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
