use stytch_api::{endpoint, resource};

resource! {
    /// Doors.
    pub Doors;
}

resource! {
    /// Locks.
    pub Locks(PickRequest)
}

endpoint! {
    /// Picks a lock.
    Locks::pick: POST "/v1/locks/pick";
}

fn main() {
    let _ = (Doors::catalog(), Locks::catalog());
}
