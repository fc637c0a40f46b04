use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "https://telemetry.stytch.com/v1/doors";
}

fn main() {}
