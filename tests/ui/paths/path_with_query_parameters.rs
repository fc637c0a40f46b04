use stytch_api::endpoint;

endpoint! {
    /// Lists the doors.
    list: GET "/v1/doors?<floor>&limit={}&open=true";
}

endpoint! {
    /// Gets a door.
    get: GET "/v1/doors?id=7";
}

fn main() {}
