use stytch_api::{Client, Error, endpoint, object, open_enum, resource};

resource! {
    /// Doors.
    pub Doors { endpoints: [OpenRequest, CloseRequest] }
}

endpoint! {
    /// Opens a door.
    #[post("/v1/doors/{door_id}")]
    fn Doors::open(door_id: String) -> Door;
    response { door: Door, level: Level }
}

endpoint! {
    /// Closes a door.
    Doors.close: DELETE "/v1/doors/{door_id}";
    path { door_id: String }
}

object! {
    /// A door.
    pub struct Door { number: i32, key: Key };
}

object! {
    /// A key.
    Key;
}

open_enum! {
    /// A level.
    Level: { Low = "low" }
}

async fn run(client: &Client) -> Result<(), Error> {
    let doors = Doors::new(client);
    let opened: OpenResponse = doors.open(OpenRequest::new("door-1")).await?;
    let door: Door = opened.door;
    let _key: Key = door.key;
    if opened.level == Level::Low {
        doors.close(CloseRequest::new("door-1")).await?;
    }
    Ok(())
}

fn main() {}
