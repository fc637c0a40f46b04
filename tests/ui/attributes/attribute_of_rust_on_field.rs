use stytch_api::{endpoint, open_enum};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        #[allow(dead_code)]
        key: String,
        #[deprecated]
        door_id: String,
        #[cfg(unix)]
        label?: String,
    }
}

open_enum! {
    /// The level of an alarm.
    Level {
        #[deprecated]
        Low = "low",
        #[cfg(unix)]
        High = "high",
    }
}

fn main() {}
