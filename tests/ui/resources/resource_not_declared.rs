use stytch_api::endpoint;

struct Doors<'c>(&'c str);

endpoint! {
    /// Opens a door.
    Doors::open: POST "/v1/doors/open";
}

fn main() {}
