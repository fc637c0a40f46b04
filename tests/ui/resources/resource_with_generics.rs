use stytch_api::resource;

resource! {
    /// Doors.
    pub Doors<'c> { endpoints: [] }
}

fn main() {
    let _ = Doors::catalog();
}
