//! Feedback about a Member's new password.

use crate::object;

object! {
    /// Why zxcvbn rates a password as weak, as text for the Member.
    ZxcvbnFeedback {
        /// The main problem with the password; may be empty.
        warning: String,
        /// How to make it stronger, one hint each.
        suggestions: Vec<String>,
    }
}
