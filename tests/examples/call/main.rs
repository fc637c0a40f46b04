//! Calls any endpoint by its name, with one JSON object of its fields.

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
            eprintln!("{}", failure.told);
            ExitCode::from(failure.status)
        }
    }
}

/// Why it ends, and with which status.
struct Failure {
    told: String,
    status: u8,
}

impl Failure {
    /// What was asked for cannot be done as it was asked.
    fn usage(told: impl Into<String>) -> Self {
        Self { told: told.into(), status: 2 }
    }

    /// It was done, or tried, and failed.
    fn call(told: impl Into<String>) -> Self {
        Self { told: told.into(), status: 1 }
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
    catalog.find(name).map_err(|error| Failure::usage(format!("{error}\n`--list` tells them all")))
}

/// The object in `text`, or on standard input where that is `-`.
fn read_fields(text: &str) -> Result<Metadata, Failure> {
    let mut input = String::new();
    let text = if text == "-" {
        let read = io::stdin().read_to_string(&mut input);
        read.map_err(|error| Failure::usage(format!("standard input: {error}")))?;
        input.as_str()
    } else {
        text
    };
    match serde_json::from_str(text) {
        Ok(Json::Object(fields)) => Ok(fields),
        Ok(_) => Err(Failure::usage("the fields must be one JSON object, `{\"member_id\": …}`")),
        // It tells line and column and quotes nothing.
        Err(error) => Err(Failure::usage(format!("the fields are no JSON: {error}"))),
    }
}

fn call(target: Target, endpoint: &'static EndpointSpec, fields: Metadata) -> Result<(), Failure> {
    match target {
        Target::Sandbox => {
            let sandbox = Sandbox::start_blocking()
                .map_err(|error| Failure::call(format!("the sandbox cannot start: {error}")))?;
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
        Ok(answer) => print(&format!("{answer:#}")),
        Err(error) => Err(failed(&error)),
    }
}

fn failed(error: &Error) -> Failure {
    match error {
        Error::Request(_) => Failure::usage(error.to_string()),
        // What Stytch says, as it says it.
        Error::Api(refusal) if serde_json::from_slice::<Json>(&refusal.body).is_ok() => {
            Failure::call(String::from_utf8_lossy(&refusal.body))
        }
        // It has taken effect: what came of the answer is what the caller has of it.
        Error::Decode(_) | Error::Transport(_) => {
            let body = error.body().filter(|body| !body.is_empty());
            let printed = body.map(|body| print(&String::from_utf8_lossy(body)));
            printed.and_then(Result::err).unwrap_or_else(|| Failure::call(error.to_string()))
        }
        _ => Failure::call(error.to_string()),
    }
}

/// To standard output, which may have been closed by what reads it.
fn print(text: &str) -> Result<(), Failure> {
    match writeln!(io::stdout(), "{}", text.trim_end()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::call(format!("standard output: {error}"))),
    }
}
