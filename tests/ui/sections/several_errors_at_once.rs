use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    #[retri(safe)]
    open: POST "/v1/doors/{door_id}";
    querry { fast?: bool }
    body { key: Option<String>, code!: String, key: i32 }
    response { status_code: i32, door_id String }
}

fn main() {}
