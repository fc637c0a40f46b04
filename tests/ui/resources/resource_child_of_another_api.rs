use stytch_api::resource;

resource! {
    /// Doors of a building.
    pub Doors {
        endpoints: [],
    }
}

resource! {
    /// Buildings of a workspace.
    #[host(management)]
    pub Buildings {
        endpoints: [],
        /// Its doors.
        doors: Doors,
    }
}

fn main() {}
