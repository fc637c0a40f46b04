use stytch_api::object;

object! {
    /// A door.
    Door<T> {
        /// Its key.
        key: T,
    }
}

object! {
    /// A window.
    Window<'a, P, Q> {
        pane: Vec<P>,
        handle: Q,
    }
}

object! {
    /// A wall.
    Wall<'a> {
        height: i32,
    }
}

object! {
    /// A floor.
    struct Floor<T> {
        number: T,
    }
}

fn main() {}
