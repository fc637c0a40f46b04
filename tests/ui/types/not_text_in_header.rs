use std::collections::BTreeMap;

use stytch_api::{Metadata, endpoint};

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    header {
        labels: Metadata = "X-Labels",
        limits: BTreeMap<String, i32> = "X-Limits",
        floors: Vec<i32> = "X-Floors",
        distance: f64 = "X-Distance",
    }
}

fn main() {}
