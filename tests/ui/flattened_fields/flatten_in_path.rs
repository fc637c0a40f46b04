use stytch_api::{Metadata, endpoint};

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    path {
        #[flatten]
        ids: Metadata,
    }
}

fn main() {}
