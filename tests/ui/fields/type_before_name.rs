use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        String key,
        List<String> ids;
        string door_id = 1;
    }
}

fn main() {}
