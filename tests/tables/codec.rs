//! JSON into every type and back.

use serde_json::{Map, Value, json};
use stytch_api::schema::{Kind, Object, Presence, Table};

use crate::{
    misfits::{deep_misfits, field_misfits},
    sample::{Fields, SECRET, TEXT, sample},
    walk::{innermost, tables},
};

type Json = Map<String, Value>;

fn read(table: &Table, json: &Json) -> Box<dyn Object> {
    let text = serde_json::to_vec(json).expect("JSON");
    table.read(&text).unwrap_or_else(|error| panic!("{}: {error}", table.name))
}

fn write(object: &dyn Object) -> Value {
    object.to_json().expect("JSON")
}

/// What a value of `table` is written as that was read from `given`: what an absent field is, said
/// once more and apart from the engine.
fn written(table: &Table, given: &Json) -> Value {
    let mut fields = Json::new();
    for field in table.fields {
        let value = match (given.get(field.wire_name), field.presence) {
            (Some(value), _) if is_there(&field.kind, value) => written_value(&field.kind, value),
            (_, Presence::Optional) => continue,
            _ => zero(&field.kind),
        };
        fields.insert(field.wire_name.to_owned(), value);
    }
    Value::Object(fields)
}

/// Whether it counts as a value: `null` does where the field says so, and `[]` does not for an object.
fn is_there(kind: &Kind, value: &Value) -> bool {
    match kind {
        Kind::Json | Kind::Nullable(_) => true,
        Kind::Object(_) | Kind::Map(_) | Kind::Metadata => value.is_object(),
        _ => !value.is_null(),
    }
}

fn written_value(kind: &Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Json | Kind::Nullable(_), Value::Null) => Value::Null,
        (kind, Value::Null) => zero(kind),
        (Kind::Object(table), Value::Object(fields)) => written(table(), fields),
        (Kind::List(kind), Value::Array(items)) => {
            items.iter().map(|item| written_value(kind, item)).collect()
        }
        (Kind::Map(kind), Value::Object(entries)) => {
            let entry = |(key, value): (&String, _)| (key.clone(), written_value(kind, value));
            entries.iter().map(entry).collect::<Json>().into()
        }
        (Kind::Nullable(kind), value) => written_value(kind, value),
        _ => value.clone(),
    }
}

fn zero(kind: &Kind) -> Value {
    match kind {
        Kind::String | Kind::Secret | Kind::Timestamp | Kind::Enum(_) => json!(""),
        Kind::Bool => json!(false),
        Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => json!(0),
        Kind::F64 => json!(0.0),
        Kind::Metadata | Kind::Map(_) => json!({}),
        Kind::Object(table) => written(table(), &Json::new()),
        Kind::List(_) => json!([]),
        _ => Value::Null,
    }
}

#[test]
fn what_is_read_is_written_back() {
    let tables = tables();
    for table in &tables {
        for fields in [Fields::All, Fields::Required] {
            let json = sample(table, fields);
            let object = read(table, &json);
            assert_eq!(write(object.as_ref()), Value::Object(json), "{}", table.name);
            // In the order of the table, where the JSON above is in that of the alphabet.
            let text = serde_json::to_vec(object.as_ref()).expect("JSON");
            let again = table.read(&text).expect("what was just written");
            assert!(again.as_ref() == object.as_ref(), "{}", table.name);
        }
    }
    assert!(tables.len() > 400, "{}", tables.len());
}

#[test]
fn a_clone_is_equal_until_a_field_differs() {
    for table in tables() {
        let json = sample(table, Fields::All);
        let object = read(table, &json);
        assert!(object.clone().as_ref() == object.as_ref(), "{}", table.name);
        assert_eq!(write(object.clone().as_ref()), Value::Object(json.clone()), "{}", table.name);
        for field in table.fields.iter().filter(|field| field.presence != Presence::Required) {
            let mut other = json.clone();
            other.remove(field.wire_name);
            let other = read(table, &other);
            assert!(other.as_ref() != object.as_ref(), "{}.{}", table.name, field.wire_name);
        }
    }
}

#[test]
fn what_is_absent_null_or_empty_reads_as_zero_or_is_an_error_that_names_it() {
    for table in tables() {
        let full = sample(table, Fields::All);
        for field in table.fields {
            let mut absent = full.clone();
            absent.remove(field.wire_name);
            let with = |value| {
                let mut changed = full.clone();
                changed.insert(field.wire_name.to_owned(), value);
                changed
            };
            let mut lacking = vec![absent, with(Value::Null)];
            // Stytch has been seen to write an absent object as `[]`.
            let is_object = matches!(field.kind, Kind::Object(_) | Kind::Map(_) | Kind::Metadata);
            if is_object {
                lacking.push(with(json!([])));
            }
            for json in lacking {
                check_lacking(table, field.wire_name, field.presence, &json);
            }
            if let Kind::List(_) = field.kind {
                check_written(table, &with(json!([])));
                check_written(table, &with(json!([null])));
            }
        }
    }
}

fn check_written(table: &Table, json: &Json) {
    assert_eq!(write(read(table, json).as_ref()), written(table, json), "{}", table.name);
}

fn check_lacking(table: &Table, name: &str, presence: Presence, json: &Json) {
    if presence != Presence::Required {
        return check_written(table, json);
    }
    let text = serde_json::to_vec(json).expect("JSON");
    let error = table.read(&text).expect_err(name);
    let told = (error.path.as_str(), error.problem.as_str());
    assert_eq!(told, (name, "required, but absent or null"), "{}", table.name);
}

#[test]
fn unknown_fields_are_passed_over_at_every_level() {
    for table in tables() {
        let json = sample(table, Fields::All);
        let more = with_unknown(table, &json);
        assert_ne!(more, json);
        assert_eq!(write(read(table, &more).as_ref()), Value::Object(json), "{}", table.name);
    }
}

/// `json` with a field more in every object that has a table.
fn with_unknown(table: &Table, json: &Json) -> Json {
    let mut more = json.clone();
    for field in table.fields {
        if let Some(value) = more.get_mut(field.wire_name) {
            add_unknown(&field.kind, value);
        }
    }
    more.insert("a_field_to_come".to_owned(), json!({ "member_id": [null, { "a": 1 }] }));
    more
}

fn add_unknown(kind: &Kind, value: &mut Value) {
    match (kind, value) {
        (Kind::Object(table), Value::Object(fields)) => *fields = with_unknown(table(), fields),
        (Kind::List(kind), Value::Array(items)) => {
            for item in items {
                add_unknown(kind, item);
            }
        }
        (Kind::Map(kind), Value::Object(entries)) => {
            for value in entries.values_mut() {
                add_unknown(kind, value);
            }
        }
        (Kind::Nullable(kind), value) => add_unknown(kind, value),
        _ => {}
    }
}

#[test]
fn enum_values_known_and_unknown_are_kept() {
    let mut enums = 0;
    for table in tables() {
        for field in table.fields {
            let Kind::Enum(known) = innermost(&field.kind) else { continue };
            enums += 1;
            for value in known.iter().copied().chain(["a_value_to_come", "", "Ünbekannt \"1\""]) {
                let mut json = sample(table, Fields::All);
                json.insert(field.wire_name.to_owned(), wrap(&field.kind, json!(value)));
                let kept = write(read(table, &json).as_ref());
                assert_eq!(kept, Value::Object(json), "{}.{}", table.name, field.wire_name);
            }
        }
    }
    assert!(enums > 50, "{enums}");
}

/// `value` in the lists and maps that `kind` has it in.
fn wrap(kind: &Kind, value: Value) -> Value {
    match kind {
        Kind::List(kind) => json!([wrap(kind, value)]),
        Kind::Map(kind) => json!({ "key": wrap(kind, value) }),
        Kind::Nullable(kind) => wrap(kind, value),
        _ => value,
    }
}

#[test]
fn a_wrong_type_is_an_error_at_its_path() {
    let mut count = 0;
    for table in tables() {
        let full = sample(table, Fields::All);
        for field in table.fields {
            for (path, value) in field_misfits(field) {
                let mut json = full.clone();
                json.insert(field.wire_name.to_owned(), value);
                check_misfit(table, &path, &json);
                count += 1;
            }
        }
        for (path, value) in deep_misfits(table) {
            check_misfit(table, &path, value.as_object().expect("an object"));
            count += 1;
        }
    }
    assert!(count > 20_000, "{count}");
}

fn check_misfit(table: &Table, path: &str, json: &Json) {
    let text = serde_json::to_vec(json).expect("JSON");
    let error = table.read(&text).expect_err(path);
    assert_eq!(error.path, path, "{}: {error}", table.name);
    assert!(!error.to_string().contains("KEEPOUT"), "{}: {error}", table.name);
}

#[test]
fn debug_shows_everything_but_secrets() {
    let mut secrets = 0;
    for table in tables() {
        let json = sample(table, Fields::All);
        let object = read(table, &json);
        for shown in [format!("{object:?}"), format!("{object:#?}")] {
            assert!(!shown.contains(SECRET), "{shown}");
            let text = Value::Object(json.clone()).to_string();
            let redacted = text.matches(SECRET).count();
            assert_eq!(shown.matches("[redacted]").count(), redacted, "{shown}");
            assert_eq!(shown.matches(TEXT).count(), text.matches(TEXT).count(), "{shown}");
            secrets += redacted;
        }
    }
    assert!(secrets > 500, "{secrets}");
}
