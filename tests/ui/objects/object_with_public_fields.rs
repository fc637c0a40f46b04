use stytch_api::object;

object! {
    /// A door.
    pub struct Door {
        pub key: String,
        pub number: i32,
    }
}

fn main() {}
