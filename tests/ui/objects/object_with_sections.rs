use stytch_api::object;

object! {
    /// A door.
    Door {
        body { number: i32 }
    }
}

fn main() {}
