use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        tags: string[],
        names: []string,
        keys: map[string]int,
        codes: [u32?],
        level: varchar(255),
    }
}

fn main() {}
