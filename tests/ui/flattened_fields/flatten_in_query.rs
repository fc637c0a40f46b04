use stytch_api::{Metadata, endpoint};

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    query {
        #[flatten]
        filters: Metadata,
    }
}

fn main() {}
