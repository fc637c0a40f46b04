//! Partially parsed fields.

use proc_macro2::Ident;
use quote::{ToTokens, quote_spanned};

use crate::{
    ast::{Field, FieldNotation, FieldNotationKind, Mark},
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

pub(super) fn parse_marks(cursor: &mut Cursor, field: &mut Field) {
    while let Some(mark) = take_mark(cursor) {
        add_mark(mark, field);
    }
}

/// Sets the mark of the field, or records that it has a second one.
pub(super) fn add_mark(mark: Mark, field: &mut Field) {
    let Some(first) = field.mark else {
        field.mark = Some(mark);
        return;
    };
    let kind = if first.as_str() == mark.as_str() {
        FieldNotationKind::RepeatedMark
    } else {
        FieldNotationKind::BothMarks
    };
    field.note(kind, quote_spanned!(mark.span()=> _));
}
