use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[form_url_encoded]
    #[no_retry]
    open: POST "/v1/doors";
    body { key: String }
}

fn main() {}
