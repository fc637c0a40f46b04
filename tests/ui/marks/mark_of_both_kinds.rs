use stytch_api::{endpoint, object};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { label!?: String }
    response { opened_at?!: Timestamp, key?!: Nullable<String> }
}

object! {
    /// A door.
    Door { label?!: String }
}

fn main() {}
