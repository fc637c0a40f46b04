use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        key => String,
        door_id = String,
        label -> String,
        code(String),
        force bool,
    }
}

fn main() {}
