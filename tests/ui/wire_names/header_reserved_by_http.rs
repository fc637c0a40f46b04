use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header { length?: u64 = "Content-Length" }
}

fn main() {}
