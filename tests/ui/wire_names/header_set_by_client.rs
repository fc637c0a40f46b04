use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header {
        token: Secret = "Authorization",
        kind: String = "Content-Type",
        accepted: String = "Accept",
        user_agent: String,
    }
}

fn main() {}
