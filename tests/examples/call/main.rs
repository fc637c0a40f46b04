//! Calls any endpoint by name, with its fields as one JSON object.

mod arguments;
mod describe;

use std::{
    io::{self, Read as _, Write},
    process::ExitCode,
};

use stytch_api::{
    Client, Error, Json, Metadata, catalog::Catalog, sandbox::Sandbox, schema::EndpointSpec,
};

use self::arguments::{Action, Arguments, HELP, Target, parse_arguments};

fn main() -> ExitCode {
    let outcome = parse_arguments().and_then(run);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", failure.message);
            ExitCode::from(failure.status)
        }
    }
}

/// The message and the exit status of a failure.
struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// The arguments are invalid, and nothing was sent.
    fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2 }
    }

    /// The call failed.
    fn call(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1 }
    }
}

fn run(Arguments { action, target }: Arguments) -> Result<(), Failure> {
    let catalog = Catalog::stytch();
    match action {
        Action::Help => print(HELP),
        Action::List => print(&describe::list(&catalog)),
        Action::Describe(name) => print(&describe::describe(&name, find(&catalog, &name)?)),
        Action::Call { name, fields } => {
            let endpoint = find(&catalog, &name)?;
            let fields = read_fields(&fields)?;
            call(target, endpoint, fields)
        }
    }
}

fn find(catalog: &Catalog, name: &str) -> Result<&'static EndpointSpec, Failure> {
    catalog
        .find(name)
        .map_err(|error| Failure::usage(format!("{error}\n`--list` prints all names")))
}

/// Parses the object in `text`, or reads it from standard input if `text` is `-`.
fn read_fields(text: &str) -> Result<Metadata, Failure> {
    let mut input = String::new();
    let text = if text == "-" {
        let read = io::stdin().read_to_string(&mut input);
        read.map_err(|error| Failure::usage(format!("failed to read standard input: {error}")))?;
        input.as_str()
    } else {
        text
    };
    match serde_json::from_str(text) {
        Ok(Json::Object(fields)) => Ok(fields),
        Ok(_) => {
            Err(Failure::usage("FIELDS must be one JSON object, such as `{\"member_id\": \"…\"}`"))
        }
        // The error has the line and column, but no part of the text, which may hold secrets.
        Err(error) => Err(Failure::usage(format!("FIELDS is not valid JSON: {error}"))),
    }
}

fn call(target: Target, endpoint: &'static EndpointSpec, fields: Metadata) -> Result<(), Failure> {
    match target {
        Target::Sandbox => {
            let sandbox = Sandbox::start_blocking()
                .map_err(|error| Failure::call(format!("failed to start the sandbox: {error}")))?;
            send(&sandbox.client(), endpoint, fields)
        }
        Target::Environment { base_url } => send(
            &client(base_url).map_err(|error| Failure::usage(error.to_string()))?,
            endpoint,
            fields,
        ),
    }
}

fn client(base_url: Option<String>) -> Result<Client, Error> {
    match base_url {
        Some(base_url) => Client::builder_from_env()?.base_url(base_url).build(),
        None => Client::from_env(),
    }
}

fn send(client: &Client, endpoint: &'static EndpointSpec, fields: Metadata) -> Result<(), Failure> {
    match client.send_json(endpoint, fields).wait() {
        Ok(response) => print(&format!("{response:#}")),
        Err(error) => Err(call_failure(&error)),
    }
}

fn call_failure(error: &Error) -> Failure {
    match error {
        Error::Request(_) => Failure::usage(error.to_string()),
        // Stytch's error, unchanged.
        Error::Api(error) if serde_json::from_slice::<Json>(&error.body).is_ok() => {
            Failure::call(String::from_utf8_lossy(&error.body))
        }
        // The call may have taken effect, so print as much of the response as was received.
        Error::Decode(_) | Error::Transport(_) => {
            let body = error.body().filter(|body| !body.is_empty());
            let printed = body.map(|body| print(&String::from_utf8_lossy(body)));
            printed.and_then(Result::err).unwrap_or_else(|| Failure::call(error.to_string()))
        }
        _ => Failure::call(error.to_string()),
    }
}

/// Prints to standard output. A closed pipe is not an error: `| head` has read enough.
fn print(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", text.trim_end()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result
            .map_err(|error| Failure::call(format!("failed to write to standard output: {error}"))),
    }
}
