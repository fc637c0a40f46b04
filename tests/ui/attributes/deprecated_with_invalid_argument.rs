use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[deprecated("closed")]
    open: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Closes a door.
    #[deprecated(reason = "closed")]
    close: POST "/v1/doors";
    body { key: String }
}

endpoint! {
    /// Locks a door.
    #[deprecated = false]
    lock: POST "/v1/doors/lock";
}

fn main() {}
