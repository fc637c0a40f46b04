use std::collections::BTreeMap;

use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    query { filters?: BTreeMap<String, String> }
}

fn main() {}
