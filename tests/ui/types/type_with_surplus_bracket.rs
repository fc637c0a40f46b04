use stytch_api::object;

object! {
    /// A floor.
    Floor { doors: Vec<String>>, total: i32 }
}

fn main() {}
