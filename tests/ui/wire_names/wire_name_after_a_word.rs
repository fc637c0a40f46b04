use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        kind: String as "type",
        label: String => "name",
    }
}

fn main() {}
