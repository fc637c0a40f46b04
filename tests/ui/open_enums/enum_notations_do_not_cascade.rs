use stytch_api::open_enum;

open_enum! {
    /// A volume level.
    Loudness { low = "low", "high", Medium: "medium", Other(String) }
}

fn run(loudness: &Loudness) -> bool {
    let Loudness::low = loudness else { return false };
    *loudness == Loudness::High || *loudness == Loudness::Medium
}

fn main() {
    run(&Loudness::low);
}
