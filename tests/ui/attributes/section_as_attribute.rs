use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/{door_id}";
    query {
        #[query]
        limit?: i32,
    }
    body {
        #[ruma_api(path)]
        door_id: String,
        #[header = "X-Key"]
        key: String,
    }
    response {
        #[body]
        kind: String,
        #[header = "X-Level"]
        level: String,
    }
}

fn main() {}
