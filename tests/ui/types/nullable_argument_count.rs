use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { a?: Nullable, b?: Nullable<String, String>, c: Option }
}

fn main() {}
