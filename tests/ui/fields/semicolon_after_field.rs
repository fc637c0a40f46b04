use stytch_api::endpoint;

endpoint! {
    /// Reads a door.
    read: GET "/v1/door";
    response {
        label: String;
        fn floor() -> String;
        fn key_ids() -> Vec<String>;
    }
}

fn main() {}
