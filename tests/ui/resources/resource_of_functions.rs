use stytch_api::{Client, resource};

resource! {
    /// Doors.
    pub service Doors {
        rpc Open(OpenRequest) returns (OpenResponse);
        rpc Close(CloseRequest) returns (CloseResponse);
    }
}

fn doors(client: &Client) -> Doors<'_> {
    Doors::new(client)
}

fn main() {}
