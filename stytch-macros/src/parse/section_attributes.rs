//! Reports attributes of sections, which have none.

use proc_macro2::TokenStream;
use quote::ToTokens;

use super::{attributes::parse_attributes, cursor::Cursor};
use crate::{ast, errors::Errors, keyword::Attribute, rename_all::RenameAll};

/// Reports attributes before a section: all doc comments at once, and each other attribute. Returns a
/// `rename_all`, whose message shows a field of the section.
pub(crate) fn parse_section_attributes(
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Option<RenameAll> {
    let mut docs = TokenStream::new();
    let mut rename_all = None;
    for ast::Attribute { tokens, meta } in parse_attributes(cursor, errors) {
        let name = meta.path().to_token_stream().to_string().replace(' ', "");
        match Attribute::from_spelling(&name) {
            Some(Attribute::Doc) => docs.extend(tokens),
            Some(Attribute::Flatten | Attribute::Request) => errors.over(
                meta,
                format_args!("a section cannot have attributes; move `#[{name}]` to a field"),
            ),
            Some(
                Attribute::Docs
                | Attribute::Host
                | Attribute::Retry
                | Attribute::Pages
                | Attribute::Form
                | Attribute::NoAuth
                | Attribute::Bare
                | Attribute::Deprecated
                | Attribute::Cfg,
            ) => errors.over(
                meta,
                format_args!(
                    "a section cannot have attributes; \
                     move `#[{name}]` before the endpoint's name"
                ),
            ),
            None => match RenameAll::read(&meta) {
                Some(read) => rename_all = Some(read),
                None => errors.over(meta, "a section cannot have attributes; remove this"),
            },
        }
    }
    if !docs.is_empty() {
        errors.over(docs, "a section cannot have docs; move them to the endpoint or a field");
    }
    rename_all
}
