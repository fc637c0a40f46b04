use stytch_api::endpoint;

endpoint! {}

fn main() {}
