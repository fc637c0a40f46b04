use stytch_api::endpoint;

endpoint! {
    /// Lists doors.
    list: GET "/v1/doors";
    query {
        #[flatten]
        filters: Metadata,
    }
}

fn main() {}
