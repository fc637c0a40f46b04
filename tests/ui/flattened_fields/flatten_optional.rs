use stytch_api::object;

object! {
    /// A door.
    Door {
        #[flatten]
        labels?: Metadata,
    }
}

fn main() {}
