use stytch_api::{endpoint, object};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/open";
    body {{ door_id: String }}
}

object! {
    /// A door.
    Door {{ label: String }}
}

fn label(door: Door) -> OpenRequest {
    OpenRequest::new(door.label)
}

fn main() {}
