use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    #[form]
    list: GET "/v1/doors";
    query { floor?: i32 }
}

endpoint! {
    /// Closes all doors.
    #[form]
    close_all: DELETE "/v1/doors";
}

fn main() {}
