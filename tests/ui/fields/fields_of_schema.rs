use stytch_api::{endpoint, object};

object! {
    /// A door.
    Door {
        type: object,
        properties: {
            "door-id": { type: string },
            floor: { type: integer, description: "Counted from the ground." },
        },
        required: ["door-id"],
    }
}

endpoint! {
    /// Opens a door.
    open: POST "/v1/doors";
    response { properties: { door: { $ref: "#/components/schemas/Door" } }, required: [door] }
}

fn door(response: OpenResponse) -> Door {
    response.door.door_id("d-1").floor(3)
}

fn main() {}
