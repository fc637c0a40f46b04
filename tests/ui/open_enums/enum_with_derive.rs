use stytch_api::open_enum;

open_enum! {
    /// A level.
    #[derive(Debug)]
    Level { Low = "low" }
}

fn main() {}
