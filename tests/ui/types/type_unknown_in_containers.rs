use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: Utc, keys?: Vec<Vec<Utc>> }
    response { at: BTreeMap<String, Utc>, until?: Nullable<Utc> }
}

fn main() {}
