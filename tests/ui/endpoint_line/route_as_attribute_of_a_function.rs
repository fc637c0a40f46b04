use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    [HttpPost("/v1/doors/open")]
    public Task<Door> OpenDoor(string key);
}

fn main() {}
