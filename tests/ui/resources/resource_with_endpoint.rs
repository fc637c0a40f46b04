use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        open: POST "/v1/doors/open";
        POST "/v1/doors/close";
    }
}

fn main() {}
