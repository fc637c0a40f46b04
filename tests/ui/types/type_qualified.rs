use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { name: <Door as Opens>::Name }
}

fn main() {}
