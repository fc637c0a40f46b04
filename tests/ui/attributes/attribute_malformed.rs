use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[docs: "https://example.com/doors"]
    #[no-auth]
    open: POST "/v1/doors";
    body { door_id: String }
}

fn main() {}
