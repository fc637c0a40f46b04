//! The command line arguments.

use lexopt::{Parser, prelude::*};

use crate::Failure;

pub(crate) const HELP: &str = "\
Calls a Stytch endpoint by name and prints the response as JSON.

Usage: cargo run --example call -- [OPTIONS] NAME [FIELDS]
       cargo run --example call -- --list | --describe NAME

  NAME             the name of the endpoint, such as `b2b.totps.migrate`
  FIELDS           one JSON object with all fields of the request, wherever they are sent;
                   `-` reads it from standard input; the default is `{}`

  --list           print the names of all endpoints
  --describe NAME  print the fields of the request and of the response
  --base-url URL   the URL to call; the default is STYTCH_BASE_URL, or else Stytch's
  --sandbox        call a new in-process sandbox, which needs no account
  --help           print this help

STYTCH_PROJECT_ID and STYTCH_SECRET are the credentials of the project.

Exit status: 0 success; 1 the call failed, or its response is invalid; 2 invalid arguments
or fields, nothing was sent.";

pub(crate) struct Arguments {
    pub(crate) action: Action,
    pub(crate) target: Target,
}

pub(crate) enum Action {
    Help,
    List,
    Describe(String),
    Call { name: String, fields: String },
}

/// The server to call.
pub(crate) enum Target {
    Sandbox,
    Environment { base_url: Option<String> },
}

pub(crate) fn parse_arguments() -> Result<Arguments, Failure> {
    parse(Parser::from_env()).map_err(|error| Failure::usage(format!("{error}; see --help")))
}

fn parse(mut parser: Parser) -> Result<Arguments, lexopt::Error> {
    let mut action = None;
    let mut target = Target::Environment { base_url: None };
    let mut words = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("help") | Short('h') => action = Some(Action::Help),
            Long("list") => action = Some(Action::List),
            Long("describe") => action = Some(Action::Describe(parser.value()?.string()?)),
            Long("sandbox") => target = Target::Sandbox,
            Long("base-url") => {
                target = Target::Environment { base_url: Some(parser.value()?.string()?) };
            }
            Value(word) => words.push(word.string()?),
            _ => return Err(argument.unexpected()),
        }
    }
    let action = match (action, words.len()) {
        (Some(action), 0) => action,
        (None, 1 | 2) => {
            let fields = if words.len() == 2 { words.pop() } else { None };
            let fields = fields.unwrap_or_else(|| "{}".to_owned());
            Action::Call { name: words.remove(0), fields }
        }
        (None, 0) => return Err("missing endpoint name".into()),
        _ => return Err("too many arguments: expected a name and one JSON object".into()),
    };
    Ok(Arguments { action, target })
}
