use stytch_api::object;

object! {
    /// A door.
    Door<T> {
        /// Its key.
        key: T,
    }
}

fn main() {}
