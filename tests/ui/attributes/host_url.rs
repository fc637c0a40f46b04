use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[host("https://api.example.com")]
    open: POST "/v1/doors";
}

fn main() {}
