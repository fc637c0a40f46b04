use stytch_api::object;

object! {
    /// A door.
    pub struct Door {
        /// Its key.
        key: String,
    }
}

fn main() {}
