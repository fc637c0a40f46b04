//! The fields of a request, from the options that were given.

use clap::ArgMatches;

use crate::{
    Json, Metadata,
    cli::{
        call::{
            command::{ENV, FILE, JSON, argument_id},
            field_option::FieldOption,
            value::parse_value,
        },
        failure::Failure,
        input::{Input, variable},
    },
};

/// Returns the fields that the options set.
pub(crate) fn read_fields(
    matches: &ArgMatches,
    mut options: Vec<FieldOption>,
    input: &Input,
) -> Result<Metadata, Failure> {
    if let Some(body) = matches.get_one::<String>(JSON) {
        let fields = parse_object(&input.value("--json", body)?)?;
        let is_set = |option: &FieldOption| lookup(&fields, &option.path).is_some();
        if is_visible(body) && options.iter().any(|option| option.holds_secrets() && is_set(option))
        {
            warn("--json", "`@FILE` or `-`");
        }
        return Ok(fields);
    }
    // An object as a whole comes before its members, which are added to it.
    options.sort_by_key(|option| option.path.len());
    let mut fields = Metadata::new();
    for option in &options {
        if let Some(value) = read_option(matches, option, input)? {
            insert(&mut fields, &option.path, value).ok_or_else(|| {
                let option = option.dashed();
                Failure::usage(format!(
                    "{option}: another option sets the same value, or `null` in place of its object"
                ))
            })?;
        }
    }
    Ok(fields)
}

fn parse_object(text: &str) -> Result<Metadata, Failure> {
    match serde_json::from_str(text) {
        Ok(Json::Object(fields)) => Ok(fields),
        Ok(_) => Err(Failure::usage(
            "--json: the body must be one JSON object, such as `{\"member_id\": \"…\"}`",
        )),
        // The error has the line and the column, but no part of the text, which may hold secrets.
        Err(error) => Err(Failure::usage(format!("--json: the body is not valid JSON: {error}"))),
    }
}

fn read_option(
    matches: &ArgMatches,
    option: &FieldOption,
    input: &Input,
) -> Result<Option<Json>, Failure> {
    let texts = read_texts(matches, option, input)?;
    let (kind, is_list) = option.element();
    let name = option.dashed();
    if !is_list {
        let mut texts = texts.iter();
        let value = texts.next().map(|text| parse_value(&name, kind, text)).transpose()?;
        if texts.next().is_some() {
            return Err(Failure::usage(format!("{name}: the value is given twice")));
        }
        return Ok(value);
    }
    if texts.is_empty() {
        return Ok(None);
    }
    match texts[..] {
        [ref text] if text == "[]" => Ok(Some(Json::Array(Vec::new()))),
        [ref text] if text == "null" && option.is_nullable() => Ok(Some(Json::Null)),
        _ => {
            let elements = texts.iter().map(|text| parse_value(&name, kind, text));
            elements.collect::<Result<_, _>>().map(|elements| Some(Json::Array(elements)))
        }
    }
}

/// Returns the texts that an option is given, from wherever they are read.
fn read_texts(
    matches: &ArgMatches,
    option: &FieldOption,
    input: &Input,
) -> Result<Vec<String>, Failure> {
    let name = option.dashed();
    let values = |suffix| {
        let id = argument_id(&format!("{}{suffix}", option.name));
        // An argument that is not declared, such as that for the file of a value that is not secret.
        let values = matches.try_get_many::<String>(&id).ok().flatten();
        values.unwrap_or_default().cloned().collect::<Vec<_>>()
    };
    let mut texts = Vec::new();
    for value in values("") {
        if is_visible(&value) && option.is_secret() {
            warn(&name, &format!("{name}{FILE} or {name}{ENV}"));
        } else if is_visible(&value) && option.holds_secrets() {
            warn(&name, "`@FILE` or `-`");
        }
        texts.push(input.value(&name, &value)?);
    }
    let mut sources = Vec::new();
    for path in values(FILE) {
        sources.push(input.file(&format!("{name}{FILE}"), path.as_ref())?);
    }
    for variable_name in values(ENV) {
        sources.push(variable(&format!("{name}{ENV}"), &variable_name)?);
    }
    for source in sources {
        if option.element().1 {
            let lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
            texts.extend(lines.map(str::to_owned));
        } else {
            texts.push(source);
        }
    }
    Ok(texts)
}

/// Whether a value is on the command line itself.
fn is_visible(value: &str) -> bool {
    value != "-" && (!value.starts_with('@') || value.starts_with("@@"))
}

/// Warns of a secret on the command line.
fn warn(option: &str, alternative: &str) {
    eprintln!(
        "warning: other users of this computer can see the value of {option}, and the shell records it; \
         use {alternative}"
    );
}

/// Returns the value at `path`, unless it is absent or an outer value is not an object.
fn lookup<'f>(fields: &'f Metadata, path: &[String]) -> Option<&'f Json> {
    let (name, rest) = path.split_first()?;
    let value = fields.get(name)?;
    if rest.is_empty() { Some(value) } else { lookup(value.as_object()?, rest) }
}

/// Sets the member at `path`, or the members of `value` if the path is empty. Returns `None` if it is set already, or if an outer value is not an object.
fn insert(fields: &mut Metadata, path: &[String], value: Json) -> Option<()> {
    let Some((name, rest)) = path.split_first() else {
        let Json::Object(members) = value else { return None };
        return members.into_iter().try_for_each(|(name, value)| insert(fields, &[name], value));
    };
    if rest.is_empty() {
        return fields.insert(name.clone(), value).is_none().then_some(());
    }
    let inner = fields.entry(name.clone()).or_insert_with(|| Json::Object(Metadata::new()));
    insert(inner.as_object_mut()?, rest, value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn set(fields: &mut Metadata, path: &str, value: Json) -> Option<()> {
        let path: Vec<_> = path.split('.').map(str::to_owned).collect();
        insert(fields, &path, value)
    }

    #[test]
    fn members_are_added_to_their_objects_and_never_replaced() {
        let mut fields = Metadata::new();
        set(&mut fields, "query", json!({"operands": []})).unwrap();
        set(&mut fields, "query.operator", json!("AND")).unwrap();
        set(&mut fields, "a.b.c", json!(1)).unwrap();
        set(&mut fields, "a.b.d", json!(2)).unwrap();
        let expected = json!({
            "query": {"operands": [], "operator": "AND"}, "a": {"b": {"c": 1, "d": 2}},
        });
        assert_eq!(Json::Object(fields.clone()), expected);
        insert(&mut fields, &[], json!({"flattened": 3})).unwrap();
        assert_eq!(fields["flattened"], 3);
        assert!(insert(&mut fields, &[], json!({"query": 4})).is_none());
        assert!(set(&mut fields, "query.operator", json!("OR")).is_none());
        assert!(set(&mut fields, "query.operator.x", json!("OR")).is_none());
    }
}
