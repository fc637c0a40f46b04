use stytch_api::object;

object! {
    /// A door.
    #[serde(rename_all = "camelCase")]
    #[serde(tag = "type")]
    #[serde(deny_unknown_fields)]
    Door { door_id: String }
}

fn main() {}
