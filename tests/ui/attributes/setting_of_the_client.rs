use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[timeout(60)]
    #[max_retries = 3]
    open: POST "/v1/doors";
}

fn main() {}
