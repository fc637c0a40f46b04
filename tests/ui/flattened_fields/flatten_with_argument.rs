use stytch_api::{Metadata, object};

object! {
    /// A door.
    Door {
        #[flatten(prefix = "label_")]
        labels: Metadata,
    }
}

fn main() {}
