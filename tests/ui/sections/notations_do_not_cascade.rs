use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors/:door_id";
    request: { door_id: String, key: String, force?: bool },
    returns: { door_id: String },
}

async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    let request = OpenRequest::new("door", "key").force(true);
    let opened: OpenResponse = client.send(request).await?;
    println!("{}", opened.door_id);
    Ok(())
}

fn main() {}
