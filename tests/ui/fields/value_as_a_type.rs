use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        count: 5,
        tags: ["a"],
        kind?: "doorKind",
    }
}

fn main() {}
