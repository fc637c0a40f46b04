use stytch_api::{object, open_enum};

object! {
    /// A door.
    #[serde(rename_all = "snake_case")]
    Door { door_id: String }
}

object! {
    /// A lock.
    #[serde(rename_all(serialize = "camelCase", deserialize = "snake_case"))]
    Lock { lock_id: String }
}

open_enum! {
    /// A level.
    #[serde(rename_all(serialize = "camelCase", deserialize = "snake_case"))]
    Level { OnHold }
}

fn main() {}
