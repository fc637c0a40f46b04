use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry(safe), no_auth]
    open: POST "/v1/doors/open";
    body { door_id: String }
}

fn main() {}
