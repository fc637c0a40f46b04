use stytch_api::{endpoint, object};

endpoint! {
    summary: "Opens a door.",
    open: POST "/v1/doors/open";
    body { key: String }
}

object! {
    """A door."""
    Door {
        # What is written on the door.
        label: String,
    }
}

fn main() {}
