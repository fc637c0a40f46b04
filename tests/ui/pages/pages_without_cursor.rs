use stytch_api::{Client, endpoint};

endpoint! {
    /// Lists doors.
    #[pages(doors)]
    list: GET "/v1/doors";
    response { doors: Vec<String>, next_cursor?: String }
}

fn list(client: &Client) {
    let _ = client.send(ListRequest::new()).items();
}

fn main() {}
