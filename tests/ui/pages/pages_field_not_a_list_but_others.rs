use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[pages(total)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { doors: Vec<String>, floors: Vec<i32>, total: i32, next_cursor?: String }
}

fn main() {}
