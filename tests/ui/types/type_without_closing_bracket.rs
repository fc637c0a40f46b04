use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { tags: Vec<String, labels: BTreeMap<String }
}

fn main() {}
