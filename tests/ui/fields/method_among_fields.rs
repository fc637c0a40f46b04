use stytch_api::object;

object! {
    /// A door.
    Door {
        locked: bool,
        fn is_open(&self) -> bool { !self.locked }
        label: String,
    }
}

fn main() {}
