//! What is said about a Member's new password.

use crate::object;

object! {
    /// What makes a password weak in the eyes of zxcvbn, in words for the Member.
    ZxcvbnFeedback {
        /// What is wrong with the password; empty when nothing is.
        warning: String,
        /// How to make it stronger, one hint each.
        suggestions: Vec<String>,
    }
}
