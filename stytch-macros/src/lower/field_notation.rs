//! Reports fields in the notation of another language, with the line to write.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{LitStr, ext::IdentExt, spanned::Spanned};

use super::{
    field_context::{FieldContext, can_have},
    field_line::{
        correct_name, correct_number, correct_type, field_line, is_optional_type, line_with_name,
        optional_line, required_lines,
    },
    ty::{parse_at, spelling},
    wire_name::{is_header_byte, reserved_header},
};
use crate::{
    ast::{self, FieldNotation, FieldNotationKind, FieldType, Mark},
    errors::Errors,
    keyword::Section,
    model::{BodyFormat, Direction},
    notation::{Meaning, Notation, meaning},
    section_word::SINGLE_VALUES,
};

const ONE_MARK: &str = "a field can have only one mark";

/// Reports the field's notation, and changes the field to the suggested one.
pub(crate) fn lower_field_notation(
    field: &mut ast::Field,
    context: FieldContext<'_>,
    errors: &mut Errors,
) {
    note_both_marks(field);
    note_wire_name(field, context);
    let Some(FieldNotation { tokens, kind, lacks_comma }) = field.notation.take() else { return };
    let rule = rule(field, kind, &spelling(&tokens), context);
    let line = correct(field, kind, tokens.span(), context);
    let comma = if lacks_comma { "," } else { "" };
    let choice = if kind == FieldNotationKind::BothMarks {
        nullable_choice(field, context)
    } else if kind == FieldNotationKind::Value {
        wire_name_choice(field, tokens.clone(), context)
    } else if kind == FieldNotationKind::DefaultValue {
        default_choice(field, &spelling(&tokens), context)
    } else {
        None
    };
    let choice = choice.unwrap_or_default();
    errors.over(tokens, format_args!("{rule}; write `{line}{comma}`{choice}"));
}

/// Reports the fields of a schema at once, and changes each to the suggested one.
pub(crate) fn lower_properties(
    fields: &mut [ast::Field],
    context: FieldContext<'_>,
    errors: &mut Errors,
) {
    let mut lines = Vec::new();
    let mut start = None;
    for field in fields {
        let is_property =
            |notation: &mut FieldNotation| notation.kind == FieldNotationKind::Property;
        if let Some(FieldNotation { tokens, kind, .. }) = field.notation.take_if(is_property) {
            lines.push(correct(field, kind, tokens.span(), context));
            start = start.or(Some(tokens));
        }
    }
    if let Some(start) = start {
        let lines = lines.join(", ");
        errors.over(start, format_args!("fields are listed without a schema; write `{lines}`"));
    }
}

/// Changes the field to the suggested one, and returns its line.
fn correct(
    field: &mut ast::Field,
    kind: FieldNotationKind,
    span: Span,
    context: FieldContext<'_>,
) -> String {
    correct_mark(field, kind, span, context);
    correct_name(field, context);
    correct_type(field, context);
    if matches!(kind, FieldNotationKind::TypeFirst | FieldNotationKind::Modifier) {
        correct_number(field);
    }
    let line = field_line(field, context);
    if !has_meaning(field) {
        // The suggested line contains the placeholder `Type`, so a second error about the type would be
        // redundant.
        field.ty = None;
    }
    line
}

/// Notes that `name!: Option<Type>` is both required and optional.
fn note_both_marks(field: &mut ast::Field) {
    if let (Some(Mark::Required(_)), Some(ty), None) = (field.mark, &field.ty, &field.notation)
        && is_optional_type(ty)
    {
        let tokens = match ty {
            FieldType::Rust(ty) => ty.to_token_stream(),
            FieldType::Foreign(tokens) => tokens.clone(),
        };
        let kind = FieldNotationKind::BothMarks;
        field.notation = Some(FieldNotation { tokens, kind, lacks_comma: false });
    }
}

/// Treats the string in `trace_id: "X-Trace-Id"` as the name of the header.
fn note_wire_name(field: &mut ast::Field, context: FieldContext<'_>) {
    let tokens = match (&field.notation, &field.ty) {
        (Some(FieldNotation { tokens, kind: FieldNotationKind::Value, .. }), _)
        | (None, Some(FieldType::Foreign(tokens))) => tokens.clone(),
        (Some(_) | None, _) => return,
    };
    if context.section == Some(Section::Header)
        && let Ok(name) = syn::parse2::<LitStr>(tokens.clone())
        && is_header_name(&name.value())
        && field.wire_name.is_none()
    {
        field.ty = parse_at("String", name.span()).map(|ty| FieldType::Rust(Box::new(ty)));
        // A header that the client sets is reported because of its name.
        let kind = FieldNotationKind::MisplacedWireName;
        let notation = FieldNotation { tokens, kind, lacks_comma: false };
        field.notation = reserved_header(&name.value()).is_none().then_some(notation);
        field.wire_name = Some(name);
    }
}

/// Whether a string is the name of a header, and not that of a type.
fn is_header_name(text: &str) -> bool {
    let is_type = || {
        let tokens = LitStr::new(text, Span::call_site()).to_token_stream();
        meaning(tokens, Notation::Foreign).into_type().is_some_and(|ty| ty != text)
    };
    !text.is_empty()
        && text.bytes().all(is_header_byte)
        && !SINGLE_VALUES.contains(&text)
        && !is_type()
}

/// The alternative to an example of a value, which can also be meant as the field's name on the wire.
fn wire_name_choice(
    field: &ast::Field,
    value: TokenStream,
    context: FieldContext<'_>,
) -> Option<String> {
    let name: LitStr = syn::parse2(value).ok()?;
    let text = name.value();
    let is_name = field.wire_name.is_none()
        && field.name.unraw() != text
        && text.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && text.chars().all(|letter| letter.is_alphanumeric() || "_-.$@".contains(letter));
    let line = line_with_name(field, &name, context);
    is_name.then(|| format!(", or `{line}` if that is its name on the wire"))
}

/// The alternative for a response whose absent field does not mean the default of its type.
fn default_choice(field: &ast::Field, value: &str, context: FieldContext<'_>) -> Option<String> {
    let is_default = ["false", "0", "0.0", "\"\"", "None", "null", "[]", "{}"].contains(&value)
        || value.ends_with("new()")
        || value.ends_with("default()")
        || value.ends_with("vec![]");
    let is_plain = context.direction == Direction::Received && field.mark.is_none();
    let line = optional_line(field, context);
    (is_plain && !is_default).then(|| format!(", or `{line}` and read `None` as `{value}`"))
}

/// The alternative to an optional field, where JSON can hold `null`.
fn nullable_choice(field: &ast::Field, context: FieldContext<'_>) -> Option<String> {
    let is_json = match context.section {
        Some(Section::Path | Section::Query | Section::Header) => false,
        Some(Section::Body) => context.body != BodyFormat::Form,
        Some(Section::Response) | None => true,
    };
    let [required, nullable] = required_lines(field, context);
    let is_third = can_have(Mark::Required(field.name.span()), context) && required != nullable;
    let third = if is_third { format!("`{required}` if it is required, ") } else { String::new() };
    is_json.then(|| {
        format!(
            " if it may be absent, {third}or `{nullable}` if it is always present but may be `null`"
        )
    })
}

/// Whether the type can be interpreted.
fn has_meaning(field: &ast::Field) -> bool {
    match &field.ty {
        Some(FieldType::Foreign(tokens)) => {
            !matches!(meaning(tokens.clone(), Notation::Foreign), Meaning::Unknown)
        }
        Some(FieldType::Rust(_)) | None => true,
    }
}

/// Removes a mark that is not allowed, if the message about the notation covers it. Marks a field with a
/// default value as optional if the field is sent.
fn correct_mark(
    field: &mut ast::Field,
    kind: FieldNotationKind,
    span: Span,
    context: FieldContext<'_>,
) {
    let optional = Mark::Optional(span);
    match kind {
        FieldNotationKind::DefaultValue if context.direction == Direction::Sent => {
            field.mark = field.mark.or_else(|| can_have(optional, context).then_some(optional));
        }
        FieldNotationKind::OptionalWord
        | FieldNotationKind::RequiredWord
        | FieldNotationKind::Annotation
        | FieldNotationKind::MissingType
        | FieldNotationKind::Separator
        | FieldNotationKind::TypeFirst
        | FieldNotationKind::Schema
        | FieldNotationKind::Property
        | FieldNotationKind::MisplacedMark
        | FieldNotationKind::RepeatedMark => {
            field.mark = field.mark.filter(|mark| can_have(*mark, context));
        }
        FieldNotationKind::BothMarks => {
            field.mark = can_have(optional, context).then_some(optional);
        }
        FieldNotationKind::ExtraColon
        | FieldNotationKind::BareName
        | FieldNotationKind::Name
        | FieldNotationKind::NestedName
        | FieldNotationKind::QuotedName
        | FieldNotationKind::Modifier
        | FieldNotationKind::TypeModifier
        | FieldNotationKind::RepeatedWord
        | FieldNotationKind::Value
        | FieldNotationKind::MisplacedWireName
        | FieldNotationKind::UnquotedWireName
        | FieldNotationKind::DefaultValue
        | FieldNotationKind::Number
        | FieldNotationKind::WhereClause
        | FieldNotationKind::Constraint => {}
    }
}

/// The rule that the notation violates. `written` is the source text.
fn rule(
    field: &ast::Field,
    kind: FieldNotationKind,
    written: &str,
    context: FieldContext<'_>,
) -> String {
    let rule = match kind {
        FieldNotationKind::Separator => "expected `:` after the field's name",
        FieldNotationKind::ExtraColon => "a field has one `:` between its name and its type",
        FieldNotationKind::MissingType | FieldNotationKind::BareName => "a field must have a type",
        FieldNotationKind::Name if written.starts_with(|letter: char| letter.is_ascii_digit()) => {
            "the name of a field cannot start with a digit"
        }
        FieldNotationKind::Name => "the name of a field must be snake case",
        FieldNotationKind::NestedName => {
            "the name of a field must be snake case (declare a nested object with `object!`)"
        }
        FieldNotationKind::QuotedName => "the name of a field is not quoted",
        FieldNotationKind::Modifier => {
            return format!("a field starts with its name, not with `{written}`");
        }
        FieldNotationKind::TypeModifier => "a field's type has no modifiers",
        FieldNotationKind::RepeatedWord => "a list has the type `Vec`",
        FieldNotationKind::OptionalWord => {
            let optional = Mark::Optional(field.name.span());
            return mark_rule("an optional field is marked with `?`", Some(optional), context);
        }
        FieldNotationKind::RequiredWord => {
            let required = Mark::Required(field.name.span());
            return mark_rule("a required field is marked with `!`", Some(required), context);
        }
        FieldNotationKind::Annotation => "a field has no annotations",
        FieldNotationKind::TypeFirst => "a field's type must follow its name",
        FieldNotationKind::MisplacedMark => {
            return mark_rule("a mark must follow the field's name", field.mark, context);
        }
        FieldNotationKind::RepeatedMark => return mark_rule(ONE_MARK, field.mark, context),
        FieldNotationKind::BothMarks => {
            let mut marks =
                [Mark::Optional, Mark::Required].map(|mark| mark(field.name.span())).into_iter();
            return mark_rule(ONE_MARK, marks.find(|mark| !can_have(*mark, context)), context);
        }
        FieldNotationKind::Schema | FieldNotationKind::Property => {
            "a field has a type, not a schema"
        }
        FieldNotationKind::Value => "a field has a type, not a value",
        FieldNotationKind::MisplacedWireName => "a wire name must follow the field's type and `=`",
        FieldNotationKind::UnquotedWireName => "a wire name must be a string literal",
        FieldNotationKind::DefaultValue
            if context.direction == Direction::Received && field.mark.is_none() =>
        {
            "a field has no default value, and reads as the default of its type when absent"
        }
        FieldNotationKind::DefaultValue => "a field has no default value",
        FieldNotationKind::Number => "a field has no number",
        FieldNotationKind::WhereClause => "a field has no `where` clause",
        FieldNotationKind::Constraint => "a field has no constraints",
    };
    rule.to_owned()
}

/// The rule about the mark if it is not allowed on the field; otherwise `rule`.
fn mark_rule(rule: &str, mark: Option<Mark>, context: FieldContext<'_>) -> String {
    let illegal = mark.filter(|mark| !can_have(*mark, context));
    let rule = match (illegal, context.section, context.direction) {
        (None, _, _) => rule,
        (Some(Mark::Optional(_)), _, _) => "a path field cannot be optional",
        (Some(Mark::Required(_)), Some(Section::Response) | None, Direction::Received)
        | (Some(Mark::Required(_)), Some(Section::Response), Direction::Sent) => {
            "only a field of `response` can be marked `!`"
        }
        (Some(Mark::Required(_)), _, _) => "request fields are required unless marked `?`",
    };
    rule.to_owned()
}
