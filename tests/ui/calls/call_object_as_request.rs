use stytch_api::{Client, object};

object! {
    /// A door.
    Door { number: i32 }
}

fn send(client: &Client) {
    let _ = client.send(Door::default());
}

fn main() {}
