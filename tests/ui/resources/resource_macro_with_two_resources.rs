use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints: [] }

    /// Locks.
    pub Locks { endpoints: [] }
}

fn main() {
    let _ = (Doors::catalog(), Locks::catalog());
}
