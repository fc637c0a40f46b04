//! Feedback about a User's new password.

use crate::{consumer::LudsFeedback, object};

object! {
    /// Why a password is weak, as text for the User.
    PasswordFeedback {
        /// The main problem with the password; may be empty.
        warning: String,
        /// How to make it stronger, one hint each.
        suggestions: Vec<String>,
        /// Which requirements the password meets; present under the LUDS policy.
        luds_requirements?: LudsFeedback,
    }
}
