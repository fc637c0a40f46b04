use stytch_api::resource;

resource! {}

fn main() {}
