use stytch_api::endpoint;

endpoint! {
    operation_id = "openDoor";

    open: POST "/v1/doors";
}

fn main() {}
