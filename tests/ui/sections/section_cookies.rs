use stytch_api::{Client, endpoint};

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    cookies { session?: String }
}

endpoint! {
    /// Closes a door.
    close: DELETE "/v1/doors";
    header { trace_id?: String = "Trace-Id" }
    cookies { session: String, floor: String = "door-floor" }
}

fn call(client: &Client) {
    let _ = client.send(OpenRequest::new().session("session=4711"));
    let _ = client.send(CloseRequest::new("4711", "3").trace_id("1"));
}

fn main() {}
