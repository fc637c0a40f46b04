//! `stytch-api whoami`: the project, and whether its credentials are valid.

use serde_json::json;

use crate::{
    cli::{
        failure::Failure, globals::GlobalOptions, input::Input, output::print, runtime::block_on,
    },
    common::project::MetricsRequest,
};

/// Prints the project, its environment and the host, once the credentials have read the project's metrics:
/// a call that both products have and that changes nothing.
pub(super) fn whoami(globals: &GlobalOptions) -> Result<(), Failure> {
    let connection = globals.connection.connect(&Input::default(), |builder| builder)?;
    let host = connection.host();
    block_on(async {
        let call = connection.client().send(MetricsRequest::new()).await;
        call.map_err(|error| Failure::error(&error, &host))
    })?;
    let environment = if connection.is_live() { "live" } else { "test" };
    let printed = json!({
        "project_id": connection.id(),
        "environment": environment,
        "host": host,
        "credentials": "valid",
    });
    print(&format!("{printed:#}"))
}
