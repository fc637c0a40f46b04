use stytch_api::object;

object! {
    /// A move of a badge to another Member.
    move { badge_id: String }
}

fn main() {}
