use stytch_api::{Metadata, object};

object! {
    /// A door.
    #[flatten]
    Door { labels: Metadata }
}

fn main() {}
