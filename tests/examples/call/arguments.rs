//! What the command line asks for.

use lexopt::{Parser, prelude::*};

use crate::Failure;

pub(crate) const HELP: &str = "\
Calls an endpoint of Stytch by its name, and prints its answer as JSON.

Usage: cargo run --example call -- [OPTIONS] NAME [FIELDS]
       cargo run --example call -- --list | --describe NAME

  NAME             the chain of methods that calls it, `b2b.totps.migrate`
  FIELDS           one JSON object of the request's fields, wherever they travel;
                   `-` reads it from standard input; `{}` by default

  --list           print the names of all endpoints
  --describe NAME  print what the endpoint takes and answers
  --base-url URL   where to call, in place of STYTCH_BASE_URL or Stytch itself
  --sandbox        call a new in-process sandbox; needs no account
  --help           print this

STYTCH_PROJECT_ID and STYTCH_SECRET are the credentials of the project.

Exit status: 0 answered; 1 refused, or no answer that can be read; 2 not sent, since what
was asked for is not right.";

/// All of it.
pub(crate) struct Arguments {
    pub(crate) action: Action,
    pub(crate) target: Target,
}

/// What to do.
pub(crate) enum Action {
    Help,
    List,
    Describe(String),
    Call { name: String, fields: String },
}

/// Where calls go.
pub(crate) enum Target {
    Sandbox,
    Environment { base_url: Option<String> },
}

pub(crate) fn parse_arguments() -> Result<Arguments, Failure> {
    parse(Parser::from_env()).map_err(|error| Failure::usage(format!("{error}\nsee --help")))
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
        (None, 0) => return Err("the name of an endpoint is missing".into()),
        _ => return Err("there are more arguments than one call has".into()),
    };
    Ok(Arguments { action, target })
}
