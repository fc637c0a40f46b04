use stytch_api::endpoint;

endpoint! {
    /// Reads a badge.
    read: GET "/v1/members/{member_id}/badges/{badge}";
    path { member_id: String, badge_id: String }
}

endpoint! {
    /// Reads a floor.
    floor: GET "/v1/floors/{number:[0-9]+}";
    path { number: i32 }
}

fn main() {}
