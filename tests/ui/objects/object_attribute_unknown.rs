use stytch_api::object;

object! {
    /// A door.
    #[requset]
    Door { door_id: String }
}

fn main() {}
