//! Calls of endpoints.

pub(super) mod command;
pub(super) mod field_option;
mod fields;
mod pages;
mod value;

use clap::ArgMatches;

use crate::{
    Error,
    cli::{
        call::{
            command::{ALL, all_options},
            fields::read_fields,
            pages::print_items,
        },
        confirm::is_write,
        failure::Failure,
        globals::GlobalOptions,
        input::Input,
        output::{print, print_bytes},
        runtime::block_on,
    },
    schema::EndpointSpec,
};

/// Calls an endpoint with the fields that its options set, and prints the response. `names` are those of
/// the options that are given.
pub(super) fn call(
    globals: &GlobalOptions,
    name: &str,
    endpoint: &'static EndpointSpec,
    matches: &ArgMatches,
    names: &[String],
) -> Result<(), Failure> {
    let input = Input::default();
    let options = all_options((endpoint.request)(), names);
    let fields = read_fields(matches, options, &input)?;
    let connection = globals.connection.connect(&input, |builder| builder)?;
    if is_write(endpoint) {
        globals.confirm.confirm_write(&connection, name)?;
    }
    let host = connection.host(endpoint.host);
    if let Some(items) = endpoint.items.filter(|_| matches.get_flag(ALL)) {
        return block_on(print_items(connection.client(), endpoint, items, fields, &host));
    }
    match block_on(async { Ok(connection.client().send_json(endpoint, fields).await) })? {
        Ok(response) => print(&format!("{response:#}")),
        Err(error) => Err(call_failure(&error, &host)),
    }
}

fn call_failure(error: &Error, host: &str) -> Failure {
    let failure = Failure::error(error, host);
    // The call may have taken effect, so print as much of the response as was received.
    if let (Error::Decode(_) | Error::Transport(_), Some(body)) = (error, error.body())
        && !body.is_empty()
        && let Err(failure) = print_bytes(body)
    {
        return failure;
    }
    failure
}
