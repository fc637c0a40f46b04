use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        open: POST "/v1/doors/open";
    }
}

fn main() {}
