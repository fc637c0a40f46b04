use stytch_api::endpoint;

endpoint! {
    /// Lists the locks of a door.
    list_locks: GET "/v1/doors/{door_id}/locks";
    parameters: [
        { name: door_id, in: path, required: true, schema: { type: string } },
        { name: "X-Trace-Id", in: header, schema: { type: string } },
        { name: limit, in: query, required: true, schema: { type: integer } },
    ]
    response { count: i32 }
}

fn main() {}
