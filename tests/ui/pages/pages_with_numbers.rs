use stytch_api::endpoint;

endpoint! {
    /// Lists the doors.
    #[pages(doors)]
    list: GET "/v1/doors";
    query { page?: i32 }
    response { doors: Vec<String>, next_cursor?: String }
}

fn main() {}
