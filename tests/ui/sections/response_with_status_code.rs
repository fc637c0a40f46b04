use stytch_api::{Client, endpoint, object};

object! {
    /// A door.
    Door { door_id: String }
}

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response 200 { door: Door }
    response 202 { job_id: String }
    response 404 { message: String }
}

endpoint! {
    /// Closes a door.
    close: DELETE "/v1/doors";
    responses: {
        200: { door: Door },
        default: { message: String },
    }
}

async fn call(client: &Client) -> Result<Door, stytch_api::Error> {
    let _job_id = client.send(OpenRequest::new()).await?.job_id;
    Ok(client.send(CloseRequest::new()).await?.door)
}

fn main() {}
