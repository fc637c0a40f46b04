use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[pages]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { next_cursor?: String }
}

fn main() {}
