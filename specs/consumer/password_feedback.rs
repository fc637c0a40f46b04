//! What is said about a User's new password.

use crate::{consumer::LudsFeedback, object};

object! {
    /// What makes a password weak, in words for the User.
    PasswordFeedback {
        /// What is wrong with the password; empty when nothing is.
        warning: String,
        /// How to make it stronger, one hint each.
        suggestions: Vec<String>,
        /// What it has and lacks; there under the LUDS policy.
        luds_requirements?: LudsFeedback,
    }
}
