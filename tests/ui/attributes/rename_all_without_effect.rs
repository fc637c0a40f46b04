use stytch_api::object;

object! {
    /// A door.
    #[serde(rename_all = "snake_case")]
    Door { door_id: String }
}

fn main() {}
