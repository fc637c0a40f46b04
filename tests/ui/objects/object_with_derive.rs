use stytch_api::object;

object! {
    /// A door.
    #[derive(Debug)]
    Door { number: i32 }
}

fn main() {}
