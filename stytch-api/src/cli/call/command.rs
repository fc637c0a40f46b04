//! The command of an endpoint, for the parser of the command line.

use std::ffi::OsStr;

use clap::{
    Arg, ArgAction, Command, Error, ValueHint,
    builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParser},
};

use crate::{
    cli::{
        call::field_option::{FieldOption, field_options, nested_option},
        docs::{plain, summary},
    },
    schema::{EndpointSpec, Kind, Table},
};

/// The option that takes all fields as one JSON object.
pub(crate) const JSON: &str = "json";
/// The option of paginated endpoints that fetches all pages.
pub(crate) const ALL: &str = "all";
/// The suffix of the option that reads a secret from a file.
pub(crate) const FILE: &str = "-file";
/// The suffix of the option that reads a secret from the environment.
pub(crate) const ENV: &str = "-env";

const FIELDS: &str = "Fields";

/// Adds the description and the options of an endpoint to its command. `names` are those of the options
/// that are given: a member of a map, whose name no table has, has an option only if it is given.
pub(crate) fn with_options(
    mut command: Command,
    endpoint: &EndpointSpec,
    names: &[String],
) -> Command {
    let mut about = format!("{}\n\n{endpoint}", plain(endpoint.docs));
    if let Some(url) = endpoint.docs_url {
        about = format!("{about}\n{url}");
    }
    command = command.long_about(about);
    let options = all_options((endpoint.request)(), names);
    command = options.iter().fold(command, |command, option| add_option(command, option, &options));
    command = command.arg(json_argument());
    match endpoint.items {
        Some(items) => command.arg(all_argument(items)),
        None => command,
    }
}

/// Returns all options of a request: those that it always has, and those for the nested members that
/// `names` has.
pub(crate) fn all_options(request: &'static Table, names: &[String]) -> Vec<FieldOption> {
    let mut options = field_options(request);
    options.extend(given_options(request, names));
    options
}

/// Returns the options among `names` that [`field_options`] does not have.
fn given_options(request: &'static Table, names: &[String]) -> Vec<FieldOption> {
    let known = field_options(request);
    let mut given: Vec<FieldOption> = Vec::new();
    for name in names {
        let secret = || name.strip_suffix(FILE).or_else(|| name.strip_suffix(ENV));
        let secret = || nested_option(request, secret()?).filter(FieldOption::is_secret);
        let Some(option) = secret().or_else(|| nested_option(request, name)) else { continue };
        let is_new = |options: &[FieldOption]| options.iter().all(|old| old.name != option.name);
        if is_new(&known) && is_new(&given) {
            given.push(option);
        }
    }
    given
}

fn json_argument() -> Arg {
    Arg::new(JSON)
        .long(JSON)
        .value_name("BODY")
        .help("All fields as one JSON object, in place of the other options; `@FILE` or `-`")
        .help_heading("Input and output")
}

fn all_argument(items: &str) -> Arg {
    Arg::new(ALL)
        .long(ALL)
        .action(ArgAction::SetTrue)
        .help(format!("Fetches all pages, and prints each of the {items} as one line of JSON"))
        .help_heading("Input and output")
}

/// The ID of an argument for the parser. No option of every command has such an ID.
pub(crate) fn argument_id(name: &str) -> String {
    format!("field {name}")
}

/// Adds the option and, for a secret, those that read it from elsewhere.
fn add_option(command: Command, option: &FieldOption, options: &[FieldOption]) -> Command {
    if !option.is_secret() {
        // An object may also be given by its members.
        let prefix = format!("{}.", option.name);
        let members = options.iter().filter(|member| member.name.starts_with(&prefix));
        let members: Vec<_> = members.map(|member| argument_id(&member.name)).collect();
        return command.arg(required(value_argument(option), option, &members));
    }
    let [file, env] = [FILE, ENV].map(|suffix| format!("{}{suffix}", option.name));
    // The file stands for all three where the command line is too short for them: it is the safest.
    let others = [argument_id(&option.name), argument_id(&env)];
    let from_file =
        source_argument(option, &file, "FILE", "The file").value_hint(ValueHint::FilePath);
    let from_env = source_argument(option, &env, "NAME", "The environment variable");
    command.arg(required(from_file, option, &others)).arg(from_env).arg(value_argument(option))
}

fn source_argument(
    option: &FieldOption,
    name: &str,
    value_name: &'static str,
    source: &str,
) -> Arg {
    let (_, is_list) = option.element();
    let each = if is_list { ", one value per line" } else { "" };
    Arg::new(argument_id(name))
        .long(name.to_owned())
        .value_name(value_name)
        .help(format!("{source} with the value of {}{each}", option.dashed()))
        .help_heading(FIELDS)
        .conflicts_with(JSON)
}

/// Requires the argument of a required field, unless one of `others` is present in its place.
fn required(argument: Arg, option: &FieldOption, others: &[String]) -> Arg {
    if !option.is_required {
        return argument;
    }
    let others = others.iter().map(String::as_str).chain([JSON]);
    argument.required_unless_present_any(others.map(str::to_owned))
}

fn value_argument(option: &FieldOption) -> Arg {
    let (kind, is_list) = option.element();
    let argument = Arg::new(argument_id(&option.name))
        .long(option.name.clone())
        .value_name(value_name(kind))
        .value_parser(value_parser(kind))
        .help(summary(option.docs))
        .long_help(plain(option.docs))
        .help_heading(FIELDS)
        .conflicts_with(JSON);
    match kind {
        Kind::Bool | Kind::Nullable(Kind::Bool) if !is_list => {
            argument.num_args(0..=1).require_equals(true).default_missing_value("true")
        }
        _ if is_list => argument.action(ArgAction::Append).allow_negative_numbers(true),
        _ => argument.allow_negative_numbers(true),
    }
}

fn value_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::String => "TEXT",
        Kind::Secret => "SECRET",
        Kind::Timestamp => "TIME",
        Kind::Bool => "BOOLEAN",
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 | Kind::F64 => "NUMBER",
        Kind::Enum(_) => "VALUE",
        Kind::Nullable(kind) => value_name(kind),
        Kind::Json
        | Kind::Metadata
        | Kind::Object(_)
        | Kind::List(_)
        | Kind::Map(_)
        | Kind::Header(_)
        | Kind::Serde(_) => "JSON",
    }
}

fn value_parser(kind: &Kind) -> ValueParser {
    match kind {
        Kind::Enum(values) | Kind::Nullable(Kind::Enum(values)) => OpenEnum(values).into(),
        _ => StringValueParser::new().into(),
    }
}

/// Lists the known values of an enum, in help and completions, and accepts any other: the API may know more.
#[derive(Clone)]
struct OpenEnum(&'static [&'static str]);

impl TypedValueParser for OpenEnum {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().copied().map(PossibleValue::new)))
    }
}
