use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[docs = "doors"]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[docs = "doors/close.html"]
    close: DELETE "/v1/doors";
}

fn main() {}
