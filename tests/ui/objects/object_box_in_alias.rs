use stytch_api::object;

type Parent = Box<Door>;

object! {
    /// A door.
    Door { parent: Parent }
}

fn main() {}
