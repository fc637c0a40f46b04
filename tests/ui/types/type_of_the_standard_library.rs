use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        floor: u8,
        width: f32,
        initial: char,
        tags: HashSet<String>,
        owner: Arc<str>,
        opens_at: std::time::SystemTime,
    }
}

fn main() {}
