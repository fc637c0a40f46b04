use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: PSOT "/v1/doors";
    body { key: String }
}

fn main() {}
