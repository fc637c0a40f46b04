use stytch_api::{Json, Metadata, Nullable, Secret, Timestamp, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        rest: [Nullable<Json>],
        opens_at: Vec<&Timestamp>,
        delay: (Secret, Metadata),
    }
}

fn main() {}
