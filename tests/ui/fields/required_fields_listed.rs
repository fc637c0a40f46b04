use stytch_api::object;

object! {
    /// A door.
    Door {
        label: String,
        floor: i32,
        required: ["label"],
    }
}

fn main() {}
