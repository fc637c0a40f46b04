use stytch_api::{endpoint, object};

object! {
    /// The position of the next page.
    Position { next_cursor?: String }
}

endpoint! {
    /// Lists doors.
    #[pages(doors)]
    list: GET "/v1/doors";
    query { cursor?: String }
    response { doors: Vec<String>, paging: Position }
}

fn main() {}
