use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {
        endpoints: [],
        /// Locks of the doors.
    }
}

fn main() {}
