use stytch_api::object;

object! {
    /// A door.
    #[must_use]
    Door { door_id: String }
}

fn main() {}
