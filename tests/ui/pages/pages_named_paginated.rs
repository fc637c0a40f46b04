use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[paginated]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { doors: Vec<String>, next_cursor?: String }
}

fn main() {}
