use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { kind: "front" | "back" }
}

fn main() {}
