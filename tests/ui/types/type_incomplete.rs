use stytch_api::object;

object! {
    /// A door.
    Door { label: &, floor: i32 }
}

fn main() {}
