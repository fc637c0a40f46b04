use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    pub async fn open(door_id: String) -> Door;
}

fn main() {}
