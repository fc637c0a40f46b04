//! The keys of rows.

use crate::{
    Json, Metadata,
    cli::bulk::field_path::FieldPath,
    schema::{EndpointSpec, Field, Kind, Presence},
};

/// How the names of fields end that name a person or a thing.
const NAMES: [&str; 5] = ["_id", "email", "email_address", "phone_number", "external_id"];

/// The fields or columns whose values, joined by `/`, identify a row.
#[derive(Debug)]
pub(crate) struct KeyRule {
    columns: Vec<KeyColumn>,
}

#[derive(Debug)]
struct KeyColumn {
    name: String,
    path: FieldPath,
    /// A column that is not a field of the request only identifies the row, and is not sent.
    is_sent: bool,
}

impl KeyRule {
    /// The rule of these columns or, if there are none, of the required fields that name a person or a thing:
    /// IDs, email addresses and phone numbers.
    pub(crate) fn new(endpoint: &EndpointSpec, names: &[String]) -> Result<Self, String> {
        let table = (endpoint.request)();
        let columns = if names.is_empty() {
            let default = table.fields.iter().filter(|field| is_name(field));
            default.map(|field| KeyColumn::new(endpoint, field.wire_name)).collect()
        } else {
            names.iter().map(|name| KeyColumn::new(endpoint, name)).collect::<Result<Vec<_>, _>>()
        }?;
        if columns.is_empty() {
            return Err(format!(
                "no required field of {endpoint} identifies a row; \
                 name a column that does with `--key COLUMN`"
            ));
        }
        Ok(Self { columns })
    }

    /// The names of the columns that are not fields of the request.
    pub(crate) fn unsent(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(|column| !column.is_sent).map(|column| column.name.as_str())
    }

    /// Returns the key of a row, and removes the columns that are not sent.
    pub(crate) fn take(&self, fields: &mut Metadata) -> Result<String, String> {
        let mut parts = Vec::new();
        for column in &self.columns {
            parts.push(column.part(fields)?);
        }
        for name in self.unsent() {
            fields.remove(name);
        }
        Ok(parts.join("/"))
    }

    /// Describes the rule: `organization_id/email_address`.
    pub(crate) fn describe(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|column| column.name.as_str()).collect();
        names.join("/")
    }
}

impl KeyColumn {
    fn new(endpoint: &EndpointSpec, name: &str) -> Result<Self, String> {
        let found = FieldPath::find((endpoint.request)(), name);
        let is_sent = found.is_ok();
        let path = found.unwrap_or_else(|_| FieldPath::column(name));
        match path.kind {
            Kind::Secret => Err(format!(
                "`{name}` is a secret, so it cannot be the key, which the journal and the report contain"
            )),
            _ => Ok(Self { name: name.to_owned(), path, is_sent }),
        }
    }

    fn part(&self, fields: &Metadata) -> Result<String, String> {
        let name = &self.name;
        match self.path.get(fields) {
            None | Some(Json::Null) => {
                Err(format!("`{name}` is missing, but it identifies the row"))
            }
            Some(Json::String(text)) if text.is_empty() => {
                Err(format!("`{name}` is empty, but it identifies the row"))
            }
            // It would break the lines of the report, or control a terminal.
            Some(Json::String(text)) if text.contains(char::is_control) => {
                Err(format!("`{name}` contains a control character, which a key must not"))
            }
            Some(Json::String(text)) => Ok(text.clone()),
            Some(Json::Number(number)) => Ok(number.to_string()),
            Some(Json::Bool(_) | Json::Array(_) | Json::Object(_)) => {
                Err(format!("`{name}` must be a string or a number, because it is the key"))
            }
        }
    }
}

fn is_name(field: &Field) -> bool {
    field.presence == Presence::Required
        && matches!(field.kind, Kind::String)
        && NAMES.iter().any(|name| field.wire_name.ends_with(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::catalog::Catalog;

    fn rule(endpoint: &str, names: &[&str]) -> Result<KeyRule, String> {
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        KeyRule::new(Catalog::stytch().find(endpoint).unwrap(), &names)
    }

    fn take(rule: &KeyRule, fields: Json) -> (Result<String, String>, Json) {
        let Json::Object(mut fields) = fields else { panic!("no object: {fields}") };
        (rule.take(&mut fields), Json::Object(fields))
    }

    #[test]
    fn a_key_is_by_default_what_names_the_thing() {
        let cases = [
            ("b2b.totps.migrate", "organization_id/member_id"),
            ("b2b.organizations.members.create", "organization_id/email_address"),
            ("b2b.organizations.members.delete", "organization_id/member_id"),
            ("consumer.passwords.migrate", "email"),
            ("consumer.users.delete", "user_id"),
        ];
        for (endpoint, expected) in cases {
            assert_eq!(rule(endpoint, &[]).unwrap().describe(), expected, "{endpoint}");
        }
        let error = rule("consumer.users.create", &[]).unwrap_err();
        assert!(error.ends_with("name a column that does with `--key COLUMN`"), "{error}");
    }

    #[test]
    fn a_key_that_is_no_field_is_not_sent() {
        let rule = rule("consumer.users.create", &["row", "name.first_name"]).unwrap();
        let (key, fields) = take(&rule, json!({"row": 7, "name": {"first_name": "Ada"}}));
        assert_eq!(key.unwrap(), "7/Ada");
        assert_eq!(fields, json!({"name": {"first_name": "Ada"}}));
    }

    #[test]
    fn a_row_without_a_usable_key_is_an_error() {
        let rule = rule("consumer.users.create", &["email"]).unwrap();
        for (row, expected) in [
            (json!({}), "`email` is missing"),
            (json!({"email": null}), "`email` is missing"),
            (json!({"email": ""}), "`email` is empty"),
            (json!({"email": "a\nb"}), "`email` contains a control character"),
            (json!({"email": ["a"]}), "`email` must be a string or a number"),
        ] {
            let error = take(&rule, row).0.unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn a_secret_cannot_be_the_key() {
        let error = rule("consumer.passwords.migrate", &["hash"]).unwrap_err();
        assert!(error.contains("`hash` is a secret"), "{error}");
    }
}
