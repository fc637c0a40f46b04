use stytch_api::open_enum;

open_enum! {}

fn main() {}
