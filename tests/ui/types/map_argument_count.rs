use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { a: BTreeMap<String>, b: HashMap }
}

fn main() {}
