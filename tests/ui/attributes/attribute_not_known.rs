use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[middleware(log)]
    open: POST "/v1/doors";
    body { door_id: String }
}

fn main() {}
