use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        door_id: uuid::Uuid,
        opens_at: DateTime<Utc>,
        closes_at: chrono::NaiveDateTime,
    }
}

fn main() {}
