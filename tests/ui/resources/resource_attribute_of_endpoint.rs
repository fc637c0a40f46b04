use stytch_api::resource;

resource! {
    /// Doors.
    #[docs = "https://example.com"]
    pub Doors { endpoints: [] }
}

fn main() {}
