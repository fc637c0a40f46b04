use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        @NotNull key: String,
        @Json("door-id") door_id: String,
    }
}

fn main() {}
