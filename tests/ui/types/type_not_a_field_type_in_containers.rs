use stytch_api::endpoint;

struct Key;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key?: Key, keys: Vec<Vec<Key>>, master_key: Box<Key> }
    response { keys?: BTreeMap<String, Key>, first: Nullable<Key>, last?: Box<Key> }
}

fn main() {}
