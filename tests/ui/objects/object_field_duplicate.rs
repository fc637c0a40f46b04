use stytch_api::object;

object! {
    /// A door.
    Door { door_id: String, floor: i32, door_id: String }
}

fn main() {}
