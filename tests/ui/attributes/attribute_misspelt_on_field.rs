use stytch_api::object;

object! {
    /// A door.
    Door {
        door_id: String,
        #[flaten]
        labels: Metadata,
    }
}

fn main() {}
