use stytch_api::{Json, endpoint};

endpoint! {
    /// Lists the doors.
    #[pages(results.doors)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { results: Json, next_cursor?: String }
}

fn main() {}
