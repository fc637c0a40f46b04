use stytch_api::{Metadata, object};

object! {
    /// A door.
    Door {
        #[flatten]
        labels: Metadata = "labels",
    }
}

fn main() {}
