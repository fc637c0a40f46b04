use stytch_api::{Client, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [], client: &'c Client }
}

fn doors(client: &Client) -> Doors<'_> {
    Doors::new(client)
}

fn main() {}
