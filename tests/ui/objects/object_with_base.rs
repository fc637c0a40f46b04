use stytch_api::object;

object! {
    /// A door.
    Door: Base { number: i32 }
}

fn main() {}
