use stytch_api::object;

object! {
    /// A door.
    Door {
        /// Its number.
        number!: i32,
    }
}

fn main() {}
