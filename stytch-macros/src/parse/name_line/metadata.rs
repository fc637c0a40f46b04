//! Parses an endpoint in the notation of ruma: `metadata: { … }` and its sections.

use proc_macro2::Delimiter;

use super::{draft::Draft, mistake::LineMistake, read::read_group};
use crate::{
    errors::Errors,
    parse::{cursor::Cursor, section_start::begins_known_section, sections::parse_sections},
};

/// Parses `metadata: { method: POST, … }` and the sections after it, which are in the same notation.
pub(super) fn parse_metadata(cursor: &mut Cursor, braces: usize, draft: &mut Draft) {
    draft.record(cursor.peek(0).cloned(), LineMistake::Route);
    draft.is_foreign = true;
    cursor.skip(braces);
    if let Some(group) = cursor.take_group(Delimiter::Brace) {
        read_group(&group, draft);
    }
    cursor.take_puncts(",;");
    if begins_known_section(cursor) {
        return;
    }
    for section in Errors::ignored_in(|errors| parse_sections(cursor, errors)) {
        draft.add_section(section);
    }
}
