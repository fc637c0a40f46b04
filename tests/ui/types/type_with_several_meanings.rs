use stytch_api::endpoint;

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    body {
        floor: number,
        tags: list,
        keys: dict,
        lock: object,
        rest: any,
        delay: std::time::Duration,
        owner: Rc,
    }
}

fn main() {}
