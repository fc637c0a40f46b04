use stytch_api::{endpoint, object};

object! {
    /// The number of results.
    Count { total: i32 }
}

endpoint! {
    /// Lists doors.
    #[pages(doors)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { doors: Vec<String>, results_metadata: Count }
}

fn main() {}
