use stytch_api::{Metadata, endpoint};

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    header {
        #[flatten]
        traces: Metadata,
    }
}

fn main() {}
