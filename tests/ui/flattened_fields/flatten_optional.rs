use stytch_api::{Metadata, object};

object! {
    /// A door.
    Door {
        #[flatten]
        labels?: Metadata,
    }
}

fn main() {}
