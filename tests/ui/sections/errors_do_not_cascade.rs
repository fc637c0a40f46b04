use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body { key: String, code!: String, force?: bool }
    response { door_id: String }
}

async fn run(client: stytch_api::Client) -> Result<(), stytch_api::Error> {
    let request = OpenRequest::new("key", "code").force(true);
    let opened: OpenResponse = client.send(request).await?;
    println!("{}", opened.door_id);
    Ok(())
}

fn main() {}
