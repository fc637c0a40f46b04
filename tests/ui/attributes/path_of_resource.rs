use stytch_api::resource;

resource! {
    /// Doors.
    #[path("/v1")]
    Doors { endpoints: [] }
}

fn main() {}
