use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[pages(rooms)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { doors: Vec<String>, floors: Vec<i32>, next_cursor?: String }
}

fn main() {}
