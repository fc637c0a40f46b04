use std::collections::BTreeMap;

use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[form]
    open: POST "/v1/doors";
    body { labels: BTreeMap<String, String> }
}

fn main() {}
