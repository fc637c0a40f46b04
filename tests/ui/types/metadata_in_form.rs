use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[form]
    open: POST "/v1/doors";
    body { filter: Metadata }
}

fn main() {}
