use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { roles: Vec<String> }
}

fn request(roles: &[&str]) -> OpenRequest {
    OpenRequest::new(roles)
}

fn main() {}
