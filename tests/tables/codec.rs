//! Every type is read from JSON and written to it.

use serde_json::{Map, Value, json};
use stytch_api::schema::{Kind, Object, Presence, Table};

use crate::{
    endpoints::{flattened_field, innermost, named_fields, tables},
    mismatches::{deep_mismatches, field_mismatches},
    sample::{Fields, SECRET, TEXT, sample},
};

type Json = Map<String, Value>;

fn read(table: &Table, json: &Json) -> Box<dyn Object> {
    let text = serde_json::to_vec(json).expect("JSON");
    table.read(&text).unwrap_or_else(|error| panic!("{}: {error}", table.name))
}

fn write(object: &dyn Object) -> Value {
    object.to_json().expect("JSON")
}

/// The JSON that an object is written as after it was read from `input`. This repeats the rules for
/// absent fields, independently of the codec.
fn expected_object(table: &Table, input: &Json) -> Value {
    let mut fields = Json::new();
    for field in named_fields(table) {
        let value = match (input.get(field.wire_name), field.presence) {
            (Some(value), _) if is_present(&field.kind, value) => {
                expected_value(&field.kind, value)
            }
            (_, Presence::Optional) => continue,
            _ => default_value(&field.kind),
        };
        fields.insert(field.wire_name.to_owned(), value);
    }
    if flattened_field(table).is_some() {
        let is_unnamed = |name: &str| named_fields(table).all(|field| field.wire_name != name);
        let unnamed = input.iter().filter(|(name, _)| is_unnamed(name));
        fields.extend(unnamed.map(|(name, value)| (name.clone(), value.clone())));
    }
    Value::Object(fields)
}

/// Whether a value counts as present. `null` does for some kinds; `[]` does not for an object.
fn is_present(kind: &Kind, value: &Value) -> bool {
    match kind {
        Kind::Json | Kind::Nullable(_) => true,
        Kind::Object(_) | Kind::Map(_) | Kind::Metadata => value.is_object(),
        _ => !value.is_null(),
    }
}

fn expected_value(kind: &Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Json | Kind::Nullable(_), Value::Null) => Value::Null,
        (kind, Value::Null) => default_value(kind),
        (Kind::Object(table), Value::Object(fields)) => expected_object(table(), fields),
        (Kind::List(kind), Value::Array(items)) => {
            items.iter().map(|item| expected_value(kind, item)).collect()
        }
        (Kind::Map(kind), Value::Object(entries)) => {
            let entry = |(key, value): (&String, _)| (key.clone(), expected_value(kind, value));
            entries.iter().map(entry).collect::<Json>().into()
        }
        (Kind::Nullable(kind), value) => expected_value(kind, value),
        _ => value.clone(),
    }
}

fn default_value(kind: &Kind) -> Value {
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) => json!(""),
        Kind::Bool => json!(false),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => json!(0),
        Kind::F64 => json!(0.0),
        Kind::Metadata | Kind::Map(_) => json!({}),
        Kind::Object(table) => expected_object(table(), &Json::new()),
        Kind::List(_) => json!([]),
        _ => Value::Null,
    }
}

#[test]
fn objects_round_trip_through_json() {
    let tables = tables();
    for table in &tables {
        for fields in [Fields::All, Fields::Required] {
            let json = sample(table, fields);
            let object = read(table, &json);
            assert_eq!(write(object.as_ref()), Value::Object(json), "{}", table.name);
            // This JSON has the order of the table; the sample is in alphabetical order.
            let text = serde_json::to_vec(object.as_ref()).expect("JSON");
            let reread = table.read(&text).expect("the same object");
            assert!(reread.as_ref() == object.as_ref(), "{}", table.name);
        }
    }
    assert!(tables.len() > 400, "{}", tables.len());
}

#[test]
fn clone_is_equal_until_a_field_differs() {
    for table in tables() {
        let json = sample(table, Fields::All);
        let object = read(table, &json);
        assert!(object.clone().as_ref() == object.as_ref(), "{}", table.name);
        assert_eq!(write(object.clone().as_ref()), Value::Object(json.clone()), "{}", table.name);
        for field in named_fields(table).filter(|field| field.presence != Presence::Required) {
            let mut other = json.clone();
            other.remove(field.wire_name);
            let other = read(table, &other);
            assert!(other.as_ref() != object.as_ref(), "{}.{}", table.name, field.wire_name);
        }
    }
}

#[test]
fn absent_fields_have_defaults_unless_required() {
    for table in tables() {
        let full = sample(table, Fields::All);
        for field in named_fields(table) {
            let mut absent = full.clone();
            absent.remove(field.wire_name);
            let with = |value| {
                let mut changed = full.clone();
                changed.insert(field.wire_name.to_owned(), value);
                changed
            };
            let mut absences = vec![absent, with(Value::Null)];
            // Stytch sends some absent objects as `[]`.
            let is_object = matches!(field.kind, Kind::Object(_) | Kind::Map(_) | Kind::Metadata);
            if is_object {
                absences.push(with(json!([])));
            }
            for json in absences {
                assert_absent_field(table, field.wire_name, field.presence, &json);
            }
            if let Kind::List(_) = field.kind {
                assert_rewritten(table, &with(json!([])));
                assert_rewritten(table, &with(json!([null])));
            }
        }
    }
}

fn assert_rewritten(table: &Table, json: &Json) {
    assert_eq!(write(read(table, json).as_ref()), expected_object(table, json), "{}", table.name);
}

fn assert_absent_field(table: &Table, name: &str, presence: Presence, json: &Json) {
    if presence != Presence::Required {
        return assert_rewritten(table, json);
    }
    let text = serde_json::to_vec(json).expect("JSON");
    let error = table.read(&text).expect_err(name);
    let actual = (error.path.as_str(), error.problem.as_str());
    assert_eq!(actual, (name, "required, but absent or null"), "{}", table.name);
}

#[test]
fn unknown_fields_are_ignored_at_every_level() {
    for table in tables() {
        let json = sample(table, Fields::All);
        let extended = with_unknown_fields(table, &json);
        assert!(extended != json || flattened_field(table).is_some(), "{}", table.name);
        assert_eq!(write(read(table, &extended).as_ref()), Value::Object(json), "{}", table.name);
    }
}

/// Adds an unknown field to every object that has a table.
fn with_unknown_fields(table: &Table, json: &Json) -> Json {
    let mut extended = json.clone();
    for field in named_fields(table) {
        if let Some(value) = extended.get_mut(field.wire_name) {
            add_unknown_fields(&field.kind, value);
        }
    }
    if flattened_field(table).is_none() {
        extended.insert("an_unknown_field".to_owned(), json!({ "member_id": [null, { "a": 1 }] }));
    }
    extended
}

fn add_unknown_fields(kind: &Kind, value: &mut Value) {
    match (kind, value) {
        (Kind::Object(table), Value::Object(fields)) => {
            *fields = with_unknown_fields(table(), fields);
        }
        (Kind::List(kind), Value::Array(items)) => {
            for item in items {
                add_unknown_fields(kind, item);
            }
        }
        (Kind::Map(kind), Value::Object(entries)) => {
            for value in entries.values_mut() {
                add_unknown_fields(kind, value);
            }
        }
        (Kind::Nullable(kind), value) => add_unknown_fields(kind, value),
        _ => {}
    }
}

#[test]
fn known_and_unknown_enum_values_round_trip() {
    let mut enums = 0;
    for table in tables() {
        for field in named_fields(table) {
            let Kind::Enum(known) = innermost(&field.kind) else { continue };
            enums += 1;
            for value in known.iter().copied().chain(["an_unknown_value", "", "Ünbekannt \"1\""]) {
                let mut json = sample(table, Fields::All);
                json.insert(field.wire_name.to_owned(), wrap(&field.kind, json!(value)));
                let output = write(read(table, &json).as_ref());
                assert_eq!(output, Value::Object(json), "{}.{}", table.name, field.wire_name);
            }
        }
    }
    assert!(enums > 50, "{enums}");
}

/// Wraps `value` in the lists and maps of `kind`.
fn wrap(kind: &Kind, value: Value) -> Value {
    match kind {
        Kind::List(kind) => json!([wrap(kind, value)]),
        Kind::Map(kind) => json!({ "key": wrap(kind, value) }),
        Kind::Nullable(kind) => wrap(kind, value),
        _ => value,
    }
}

#[test]
fn wrong_type_is_an_error_at_its_path() {
    let mut count = 0;
    for table in tables() {
        let full = sample(table, Fields::All);
        for field in named_fields(table) {
            for (path, value) in field_mismatches(field) {
                let mut json = full.clone();
                json.insert(field.wire_name.to_owned(), value);
                assert_error_path(table, &path, &json);
                count += 1;
            }
        }
        for (path, value) in deep_mismatches(table) {
            assert_error_path(table, &path, value.as_object().expect("an object"));
            count += 1;
        }
    }
    assert!(count > 20_000, "{count}");
}

fn assert_error_path(table: &Table, path: &str, json: &Json) {
    let text = serde_json::to_vec(json).expect("JSON");
    let error = table.read(&text).expect_err(path);
    assert_eq!(error.path, path, "{}: {error}", table.name);
    assert!(!error.to_string().contains("KEEPOUT"), "{}: {error}", table.name);
}

#[test]
fn debug_prints_everything_but_secrets() {
    let mut secrets = 0;
    for table in tables() {
        let json = sample(table, Fields::All);
        let object = read(table, &json);
        for output in [format!("{object:?}"), format!("{object:#?}")] {
            assert!(!output.contains(SECRET), "{output}");
            let text = Value::Object(json.clone()).to_string();
            let redacted = text.matches(SECRET).count();
            assert_eq!(output.matches("[redacted]").count(), redacted, "{output}");
            assert_eq!(output.matches(TEXT).count(), text.matches(TEXT).count(), "{output}");
            secrets += redacted;
        }
    }
    assert!(secrets > 500, "{secrets}");
}
