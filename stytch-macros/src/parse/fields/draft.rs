//! Partially parsed fields.

use proc_macro2::Ident;
use quote::ToTokens;

use crate::{
    ast::{Field, FieldNotation, FieldNotationKind, Mark},
    errors::Errors,
    parse::cursor::Cursor,
};

/// A field with only a name.
pub(super) fn named_field(name: Ident) -> Field {
    Field { attributes: Vec::new(), name, mark: None, ty: None, wire_name: None, notation: None }
}

impl Field {
    /// Records a part in another notation. Only the first one is recorded, because one message shows the
    /// whole field.
    pub(super) fn note(&mut self, kind: FieldNotationKind, tokens: impl ToTokens) {
        let tokens = tokens.into_token_stream();
        self.notation.get_or_insert(FieldNotation { tokens, kind, lacks_comma: false });
    }
}

pub(super) fn take_mark(cursor: &mut Cursor) -> Option<Mark> {
    let question = cursor.take_punct('?').map(Mark::Optional);
    question.or_else(|| cursor.take_punct('!').map(Mark::Required))
}

pub(super) fn parse_mark(cursor: &mut Cursor, errors: &mut Errors) -> Option<Mark> {
    let mark = take_mark(cursor);
    while let Some(repeated) = take_mark(cursor) {
        errors.at(repeated.span(), "a field can have only one mark; remove this one");
    }
    mark
}
