use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [POST "/v1/doors/open"] }
}

fn main() {}
