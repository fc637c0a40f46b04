use stytch_api::object;

object! {
    /// A door.
    Door {
        #[query]
        door_id: String,
        #[required]
        number: i32,
        #[header("X-Key")]
        key: String,
    }
}

object! {
    /// A window.
    #[response]
    Window {
        number: i32,
    }
}

fn main() {}
