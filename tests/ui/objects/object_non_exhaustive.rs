use stytch_api::object;

object! {
    /// A door.
    #[non_exhaustive]
    Door { number: i32 }
}

fn main() {}
