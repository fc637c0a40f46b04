use stytch_api::{Json, endpoint};

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    query { filters: Vec<Json> }
}

fn main() {}
