use stytch_api::object;

object! {
    /// A door.
    door { number: i32 }
}

fn main() {}
