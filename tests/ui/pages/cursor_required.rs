use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[pages(doors)]
    list: GET "/v1/doors";
    query { cursor!: String }
    response { doors: Vec<String>, next_cursor?: String }
}

fn main() {}
