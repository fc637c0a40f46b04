use stytch_api::object;

object! {
    /// A door.
    Door: { number: i32 }
}

fn main() {}
