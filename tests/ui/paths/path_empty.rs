use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "";
}

fn main() {}
