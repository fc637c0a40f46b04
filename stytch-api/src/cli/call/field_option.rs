//! The options of an endpoint: one for each field of its request, at any depth.

use crate::schema::{Field, Kind, Location, Presence, Table};

/// An option that sets a field of a request, or a member of an object in it.
#[derive(Clone, Debug)]
pub(crate) struct FieldOption {
    /// Its name without the dashes: `query.operator`.
    pub(crate) name: String,
    /// The names on the wire that lead to the member; to the enclosing object for a flattened field.
    pub(crate) path: Vec<String>,
    pub(crate) kind: Kind,
    pub(crate) docs: &'static str,
    /// Whether the call needs the field.
    pub(crate) is_required: bool,
}

impl FieldOption {
    fn new(parent: Option<&Self>, field: &'static Field) -> Self {
        let word = field.wire_name.to_lowercase().replace('_', "-");
        // The members of a flattened field are beside the other fields.
        let is_named = field.location != Location::Flattened;
        Self {
            is_required: parent.is_none() && field.presence == Presence::Required,
            docs: field.docs,
            ..Self::member(parent, &word, is_named.then_some(field.wire_name), field.kind)
        }
    }

    fn member(parent: Option<&Self>, word: &str, wire_name: Option<&str>, kind: Kind) -> Self {
        let mut path = parent.map(|parent| parent.path.clone()).unwrap_or_default();
        path.extend(wire_name.map(str::to_owned));
        let name =
            parent.map_or_else(|| word.to_owned(), |parent| format!("{}.{word}", parent.name));
        Self { name, path, kind, docs: "", is_required: false }
    }

    /// The kind of a value of the option, and whether the option can be repeated.
    pub(crate) fn element(&self) -> (&Kind, bool) {
        match &self.kind {
            Kind::List(kind) | Kind::Nullable(Kind::List(kind)) => (kind, true),
            kind => (kind, false),
        }
    }

    /// Whether its values are secrets.
    pub(crate) fn is_secret(&self) -> bool {
        matches!(self.element().0, Kind::Secret | Kind::Nullable(Kind::Secret))
    }

    /// Whether its values are secrets, or contain some.
    pub(crate) fn holds_secrets(&self) -> bool {
        self.is_secret() || matches!(self.kind, Kind::Map(Kind::Secret))
    }

    /// Whether its value may be `null`.
    pub(crate) fn is_nullable(&self) -> bool {
        matches!(self.kind, Kind::Nullable(_))
    }

    /// The option as it is written on the command line.
    pub(crate) fn dashed(&self) -> String {
        format!("--{}", self.name)
    }
}

/// Returns the options of a request. An object has an option of its own and one for each of its members,
/// except inside an object of the same type, which would have infinitely many.
pub(crate) fn field_options(request: &'static Table) -> Vec<FieldOption> {
    let mut options = Vec::new();
    add_options(request, None, &mut Vec::new(), &mut options);
    options
}

fn add_options(
    table: &'static Table,
    parent: Option<&FieldOption>,
    ancestors: &mut Vec<*const Table>,
    options: &mut Vec<FieldOption>,
) {
    if ancestors.contains(&std::ptr::from_ref(table)) {
        return;
    }
    ancestors.push(table);
    for field in table.fields {
        let option = FieldOption::new(parent, field);
        match object(&option.kind) {
            Some(Members::Table(inner)) => {
                options.push(option.clone());
                add_options(inner, Some(&option), ancestors, options);
            }
            Some(Members::Headers(names)) => {
                let headers = names.iter().map(|name| header(&option, name));
                options.extend(headers);
            }
            Some(Members::Any(_)) | None => options.push(option),
        }
    }
    ancestors.pop();
}

fn header(parent: &FieldOption, name: &'static str) -> FieldOption {
    let member = FieldOption::member(Some(parent), &name.to_lowercase(), Some(name), Kind::Secret);
    FieldOption { docs: parent.docs, ..member }
}

/// Finds the option for a member at a depth at which [`field_options`] has none: a member of a map, or of an
/// object inside an object of the same type.
pub(crate) fn nested_option(request: &'static Table, name: &str) -> Option<FieldOption> {
    let (first, rest) = name.split_once('.')?;
    let mut option = member_of(request, None, first)?;
    for word in rest.split('.') {
        option = match object(&option.kind)? {
            Members::Table(table) => member_of(table, Some(&option), word)?,
            Members::Headers(names) => {
                let name = names.iter().find(|name| name.eq_ignore_ascii_case(word))?;
                header(&option, name)
            }
            // The key of a map is not changed.
            Members::Any(kind) => FieldOption::member(Some(&option), word, Some(word), kind),
        };
    }
    Some(option)
}

fn member_of(
    table: &'static Table,
    parent: Option<&FieldOption>,
    word: &str,
) -> Option<FieldOption> {
    let name = word.replace('-', "_");
    let field = table.fields.iter().find(|field| {
        field.wire_name.eq_ignore_ascii_case(&name) || field.wire_name.eq_ignore_ascii_case(word)
    });
    field.map(|field| FieldOption::new(parent, field))
}

/// The members of an object.
enum Members {
    Table(&'static Table),
    /// One of these headers.
    Headers(&'static [&'static str]),
    /// Any name, with a value of this kind.
    Any(Kind),
}

fn object(kind: &Kind) -> Option<Members> {
    match kind {
        Kind::Object(table) => Some(Members::Table(table())),
        Kind::Header(names) => Some(Members::Headers(names)),
        Kind::Map(kind) => Some(Members::Any(**kind)),
        Kind::Metadata | Kind::Json => Some(Members::Any(Kind::Json)),
        Kind::Nullable(kind) => object(kind),
        Kind::String
        | Kind::Secret
        | Kind::Timestamp
        | Kind::Bool
        | Kind::I32
        | Kind::I64
        | Kind::U32
        | Kind::U64
        | Kind::F64
        | Kind::Enum(_)
        | Kind::List(_)
        | Kind::Serde(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    fn request(name: &str) -> &'static Table {
        (Catalog::stytch().find(name).unwrap().request)()
    }

    #[test]
    fn every_field_of_every_request_has_options() {
        for entry in &Catalog::stytch() {
            let table = (entry.spec.request)();
            let options = field_options(table);
            for field in table.fields {
                let found = options.iter().any(|option| match field.location {
                    Location::Flattened => option.path.is_empty(),
                    _ => option.path.first().is_some_and(|name| name == field.wire_name),
                });
                assert!(found, "{}: no option for {}", entry.name, field.wire_name);
            }
            for option in &options {
                if let Some(nested) = nested_option(table, &option.name) {
                    assert_eq!(nested.path, option.path, "{}", entry.name);
                }
            }
        }
    }

    #[test]
    fn members_of_a_flattened_field_are_beside_the_other_fields() {
        let table = request("b2b.m2m.token");
        let field =
            table.fields.iter().find(|field| field.location == Location::Flattened).unwrap();
        let name = format!("{}.audience", field.wire_name.replace('_', "-"));
        assert_eq!(nested_option(table, &name).unwrap().path, ["audience"]);
    }

    #[test]
    fn members_of_objects_and_maps_have_options() {
        let options = field_options(request("b2b.organizations.search"));
        let operator = options.iter().find(|option| option.name == "query.operator").unwrap();
        assert_eq!(operator.path, ["query", "operator"]);
        assert!(matches!(operator.kind, Kind::Enum(_)) && !operator.is_required);

        let request = request("b2b.organizations.members.update");
        let nested = nested_option(request, "trusted-metadata.Some_Key.x").unwrap();
        assert_eq!(nested.path, ["trusted_metadata", "Some_Key", "x"]);
        assert!(nested_option(request, "name.first").is_none());
        assert!(nested_option(request, "nonsense.x").is_none());
        let header = nested_option(request, "member-credential.x-stytch-member-session").unwrap();
        assert!(header.is_secret());
        assert_eq!(header.path, ["member_credential", "X-Stytch-Member-Session"]);
    }
}
