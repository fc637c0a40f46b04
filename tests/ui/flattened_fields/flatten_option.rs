use stytch_api::{Metadata, object};

object! {
    /// A door.
    Door {
        #[flatten]
        labels: Option<Metadata>,
    }
}

fn main() {}
