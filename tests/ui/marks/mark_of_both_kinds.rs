use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response { opened_at?!: Timestamp }
}

fn main() {}
