//! Calls of endpoints.

pub(super) mod command;
pub(super) mod field_option;
mod fields;
mod pages;
mod value;

use clap::ArgMatches;

use crate::{
    Error, Metadata,
    cli::{
        call::{
            command::{ALL, all_options},
            fields::read_fields,
            pages::print_items,
        },
        confirm::is_write,
        connection::{Connection, HasInner},
        failure::Failure,
        globals::GlobalOptions,
        input::Input,
        output::{print, print_bytes},
        runtime::block_on,
    },
    schema::{Credentials, EndpointSpec},
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
    let items = endpoint.items.filter(|_| matches.get_flag(ALL));
    let options = &globals.connection;
    match endpoint.host.credentials() {
        Credentials::Project => {
            let connection = options.connect(&input, |builder| builder)?;
            send(globals, &connection, name, endpoint, items, fields)
        }
        Credentials::WorkspaceKey => {
            let connection = options.connect_to_workspace(&input)?;
            send(globals, &connection, name, endpoint, items, fields)
        }
    }
}

/// Sends the call, and prints the response or, with `items`, all items of a paginated endpoint.
fn send<C: HasInner>(
    globals: &GlobalOptions,
    connection: &Connection<C>,
    name: &str,
    endpoint: &'static EndpointSpec,
    items: Option<&str>,
    fields: Metadata,
) -> Result<(), Failure> {
    if is_write(endpoint) {
        globals.confirm.confirm_write(connection, name)?;
    }
    let host = connection.host_of(endpoint);
    if let Some(items) = items {
        return block_on(print_items(connection, endpoint, items, fields, &host));
    }
    match block_on(async { Ok(connection.send_json(endpoint, fields).await) })? {
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
