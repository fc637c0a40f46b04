use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    @retry
    open: POST "/v1/doors";
}

endpoint! {
    /// Closes a door.
    #[retry = ]
    close: POST "/v1/doors";
}

fn main() {}
