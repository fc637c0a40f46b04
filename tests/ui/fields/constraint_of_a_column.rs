use stytch_api::object;

object! {
    /// A door.
    Door {
        floor: i32 NOT NULL,
        label: TEXT NULL,
    }
}

fn main() {}
