use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    header { trace_id?: String = "Trace ID" }
}

fn main() {}
