use stytch_api::object;

object! {
    /// A door.
    Door {
        #[flatten]
        labels: Metadata,
        #[flatten]
        rest: Metadata,
    }
}

fn main() {}
