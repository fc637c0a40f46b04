//! Sample JSON for a table. All values of a sample differ, so that swapped fields are detected,
//! except booleans, which are all `true`.

use serde_json::{Map, Value, json};
use stytch_api::schema::{Kind, Presence, Table};

use crate::endpoints::{flattened_field, named_fields};

/// The prefix of every secret in a sample, and of nothing else.
pub(crate) const SECRET: &str = "SECRET-";
/// The prefix of every other string that is neither an enum nor a timestamp.
pub(crate) const TEXT: &str = "text-";

/// The name of the member that has no field, in a sample of a table with a flattened field.
pub(crate) const UNNAMED: &str = "a-member-that-no-field-names";

/// Which fields are in a sample.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Fields {
    All,
    /// The fields that are not optional.
    Required,
}

/// Returns sample JSON for `table`.
pub(crate) fn sample(table: &Table, fields: Fields) -> Map<String, Value> {
    Sampler { count: 0, fields }.object(table)
}

struct Sampler {
    count: u32,
    fields: Fields,
}

impl Sampler {
    fn object(&mut self, table: &Table) -> Map<String, Value> {
        let is_all = self.fields == Fields::All;
        let mut object: Map<String, Value> = named_fields(table)
            .filter(|field| is_all || field.presence != Presence::Optional)
            .map(|field| (field.wire_name.to_owned(), self.value(&field.kind)))
            .collect();
        if let Some(field) = flattened_field(table).filter(|_| is_all) {
            let value = match field.kind {
                Kind::Map(kind) => self.value(kind),
                _ => self.value(&Kind::Json),
            };
            object.insert(UNNAMED.to_owned(), value);
        }
        object
    }

    fn value(&mut self, kind: &Kind) -> Value {
        self.count += 1;
        let count = self.count;
        match kind {
            Kind::String => json!(format!("{TEXT}{count}-")),
            Kind::Secret => json!(format!("{SECRET}{count}-")),
            Kind::Timestamp => {
                let (hour, minute, second) = (count / 3600, count / 60 % 60, count % 60);
                json!(format!("2024-02-29T{hour:02}:{minute:02}:{second:02}Z"))
            }
            Kind::Bool => json!(true),
            Kind::I32 | Kind::I64 | Kind::U32 | Kind::U64 => json!(count),
            Kind::F64 => json!(f64::from(count) + 0.5),
            Kind::Json => json!([count, null]),
            // A `null` inside metadata is data.
            Kind::Metadata => json!({ "count": count, "gone": null, "deep": { "list": [count] } }),
            Kind::Enum(values) => json!(values[count as usize % values.len()]),
            Kind::Object(table) => Value::Object(self.object(table())),
            Kind::List(kind) => json!([self.value(kind), self.value(kind)]),
            Kind::Map(kind) => json!({ "one": self.value(kind), "two": self.value(kind) }),
            Kind::Nullable(kind) => self.value(kind),
            Kind::Header(names) => {
                json!({ names[count as usize % names.len()]: format!("{SECRET}{count}-") })
            }
            kind => panic!("no sample of {kind:?}"),
        }
    }
}
