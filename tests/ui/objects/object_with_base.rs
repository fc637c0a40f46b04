use stytch_api::object;

object! {
    /// A door.
    Door: Base { number: i32 }
}

object! {
    /// A window.
    class Window(BaseModel) { width: i32 }
}

fn main() {}
