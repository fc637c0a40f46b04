use stytch_api::endpoint;

endpoint! {
    /// Lists the doors.
    list: GET "/v1/doors?<floor>&limit={}&open=true";
}

fn main() {}
