use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        name: string,
        floor: integer,
        is_open: Boolean,
        tags: Array<string>,
        keys: Record<string, int32>,
    }
}

fn main() {}
