use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors { endpoints = [OpenRequest] }
}

fn main() {
    let _ = Doors::catalog();
}
