//! Snapshots of the error messages, each with the source text that it points at.

mod attributes;
mod comments;
mod endpoint_line;
mod field_notations;
mod fields;
mod flattened_fields;
mod foreign_lines;
mod objects;
mod open_enums;
mod pages;
mod paths;
mod resources;
mod sections;
mod types;

use std::fmt::Write;

use super::with_crate;
use crate::{errors::Errors, lower, parse};

/// Lists the errors of each declaration; every declaration must have one.
fn messages(declarations: &[&str], check: fn(&str) -> Errors) -> String {
    let mut list = String::new();
    for declaration in declarations {
        let found = check(declaration).into_messages();
        assert!(!found.is_empty(), "no error in: {declaration}");
        writeln!(list, "{declaration}").expect("writing to a string cannot fail");
        for (source, message) in found {
            assert!(!message.ends_with('.'), "full stop at the end of: {message}");
            // One line for each message, because `tests/documents/messages.rs` parses the snapshots.
            let source = source.replace('\n', " ");
            writeln!(list, "    [{source}] {message}").expect("writing to a string cannot fail");
        }
    }
    list
}

fn check_endpoint(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    for written in parse::parse_endpoints(with_crate(declaration), &mut errors) {
        lower::lower_endpoint(written, &mut errors);
    }
    errors
}

/// Checks one or more body fields.
fn check_body(fields: &str) -> Errors {
    check_endpoint(&format!("X::x: POST \"/x\"; body {{ {fields} }}"))
}

/// Checks the sections of a POST endpoint without placeholders.
fn check_sections(sections: &str) -> Errors {
    check_endpoint(&format!("X::x: POST \"/x\"; {sections}"))
}

/// Checks the tokens after `x: POST`.
fn check_path(path: &str) -> Errors {
    check_endpoint(&format!("X::x: POST {path}"))
}

fn check_object(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    for written in parse::parse_objects(with_crate(declaration), &mut errors) {
        lower::lower_object(written, &mut errors);
    }
    errors
}

fn check_open_enum(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    for written in parse::parse_open_enums(with_crate(declaration), &mut errors) {
        lower::lower_open_enum(written, &mut errors);
    }
    errors
}

fn check_resource(declaration: &str) -> Errors {
    let mut errors = Errors::new();
    for written in parse::parse_resources(with_crate(declaration), &mut errors) {
        lower::lower_resource(written, &mut errors);
    }
    errors
}
