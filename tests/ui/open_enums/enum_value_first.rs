use stytch_api::open_enum;

open_enum! {
    /// A level.
    Loudness { "low", "high" }
}

open_enum! {
    /// A level.
    Pitch { "low" | "high" }
}

open_enum! {
    /// A level.
    Speed { "low" = Low, "high" => High }
}

open_enum! {
    /// A level.
    Light { case low = "low" case high = "high" }
}

open_enum! {
    /// A level.
    Warmth { const LOW: &str = "low"; const HIGH: &str = "high"; }
}

fn main() {}
