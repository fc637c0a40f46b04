use stytch_api::open_enum;

open_enum! {
    /// A level.
    Level {
        Low = "low" | "quiet",
        High = "high",
    }
}

fn main() {}
