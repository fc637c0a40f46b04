use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        kind: String = door-kind,
        label: String =,
    }
}

fn main() {}
