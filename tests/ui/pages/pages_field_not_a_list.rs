use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[pages(door)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { door: String, next_cursor?: String }
}

fn main() {}
