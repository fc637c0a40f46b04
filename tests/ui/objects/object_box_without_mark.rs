use stytch_api::object;

object! {
    /// A door.
    Door { lock: Box<Lock>, parent: std::boxed::Box<self::Door>, name: Box<String> }
}

object! {
    /// A lock.
    Lock { door?: Box<Door> }
}

fn main() {}
