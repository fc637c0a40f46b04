use stytch_api::open_enum;

open_enum! {
    /// A level.
    pub enum Level { Low = "low" }
}

fn main() {}
