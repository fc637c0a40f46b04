use stytch_api::endpoint;

#[derive(Default, PartialEq, serde::Serialize, serde::Deserialize)]
struct Key(String);

stytch_api::serde_field!(Key);

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: Key }
}

fn main() {}
