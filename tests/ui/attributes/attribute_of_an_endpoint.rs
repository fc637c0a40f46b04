use stytch_api::object;

object! {
    /// A door.
    #[form]
    Door {
        /// The door's ID.
        #[retry(safe)]
        door_id: String,
    }
}

fn main() {}
