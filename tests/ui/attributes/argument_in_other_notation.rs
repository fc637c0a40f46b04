use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retry = "safe"]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[host("telemetry")]
    close: POST "/v1/doors";
    body { key: String }
}

fn main() {}
