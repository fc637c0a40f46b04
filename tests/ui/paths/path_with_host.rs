use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "https://api.stytch.com/v1/doors";
}

endpoint! {
    /// Closes a door.
    close: POST "api.stytch.com/v1/locks";
}

endpoint! {
    /// Locks a door.
    lock: POST "{{baseUrl}}/v1/bells";
}

fn main() {}
