use stytch_api::{Client, endpoint};

endpoint! {
    /// Lists doors.
    #[pages(list = "doors")]
    list: GET "/v1/doors";
    query { starting_after: String }
    response { doors: Vec<String>, next_cursor: u32 }
}

async fn first(client: &Client) {
    let call = client.send(ListRequest::new("d-1"));
    let page = call.pages().next().await.unwrap().unwrap();
    println!("{} {}", page.doors.len(), page.next_cursor);
}

fn main() {}
