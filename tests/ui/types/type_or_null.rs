use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        name: String | null,
        tags: string[] | undefined,
        owner: *string,
        keys: Optional<int>,
    }
}

fn main() {}
