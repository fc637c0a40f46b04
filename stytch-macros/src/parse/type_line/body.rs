//! What follows the name of a type.

use proc_macro2::Group;

/// The group that contains the fields or the variants.
pub(crate) enum Body {
    Braces(Group),
    /// Parentheses or brackets, which have been reported. Mistakes inside them are not reported.
    OtherGroup(Group),
    Missing,
}
