use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header { X-Trace-Id: String, doorId?: String }
}

fn main() {}
