use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { keys: BTreeMap<u32, String>, names: HashMap<&str, String> }
}

fn main() {}
