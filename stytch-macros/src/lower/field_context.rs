//! The context of a list of fields.

use proc_macro2::TokenStream;

use crate::{
    ast::Mark,
    keyword::Section,
    model::{BodyFormat, Direction, Envelope},
};

/// The context that the fields of one list share.
#[derive(Clone, Copy)]
pub(crate) struct FieldContext<'a> {
    /// The path of `stytch-api`.
    pub(crate) krate: &'a TokenStream,
    /// `None` in an object.
    pub(crate) section: Option<Section>,
    pub(crate) direction: Direction,
    pub(crate) body: BodyFormat,
    pub(crate) envelope: Envelope,
}

/// Whether a field can have the mark.
pub(crate) fn can_have(
    mark: Mark,
    FieldContext { section, direction, .. }: FieldContext<'_>,
) -> bool {
    match mark {
        Mark::Optional(_) => section != Some(Section::Path),
        Mark::Required(_) => section == Some(Section::Response) && direction == Direction::Received,
    }
}
