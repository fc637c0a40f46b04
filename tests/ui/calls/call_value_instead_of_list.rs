use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { roles?: Vec<String>, labels?: Metadata }
}

fn request() -> OpenRequest {
    OpenRequest::new().roles("stytch_admin").labels("front")
}

fn main() {}
