use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors {}
}

fn main() {
    let _ = Doors::catalog();
}
