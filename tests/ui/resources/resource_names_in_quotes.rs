use stytch_api::resource;

resource! {
    "Doors" { "endpoints": [], "locks": "Locks" }
}

resource! {
    /// Locks.
    pub Locks { endpoints: [] }
}

fn locks(doors: Doors<'_>) -> Locks<'_> {
    doors.locks()
}

fn main() {}
