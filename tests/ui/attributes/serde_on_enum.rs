use stytch_api::open_enum;

open_enum! {
    /// The level of an alarm.
    #[serde(rename_all = "camelCase")]
    Level {
        #[serde(rename = "low")]
        Low = "low",
        #[serde(alias = "higher")]
        High = "high",
        #[default]
        None = "none",
    }
}

fn main() {}
