use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[cfg(feature("b2b"))]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[cfg(unix, feature = "b2b")]
    close: POST "/v1/doors";
    body { key: String }
}

fn main() {}
