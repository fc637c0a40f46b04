//! Where each request field is sent, according to `specs/upstream.json`.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use stytch_api::schema::EndpointSpec;
use stytch_tests::upstream::DIFFERENCES;

/// The names of the fields of an operation, by location.
pub(crate) struct Locations {
    pub(crate) path: Vec<String>,
    pub(crate) query: Vec<String>,
    /// The headers that can carry the Member's session.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<String>,
}

/// The operations of `specs/upstream.json`, by method, host and path.
pub(crate) struct Upstream(BTreeMap<String, Locations>);

impl Upstream {
    pub(crate) fn load() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/upstream.json");
        let text = fs::read_to_string(file).expect("specs/upstream.json");
        let upstream: Value = serde_json::from_str(&text).expect("JSON");
        let operations = upstream["operations"].as_array().expect("operations").iter();
        let types = &upstream["types"];
        let route = |operation: &Value| {
            let [method, host, path] =
                ["method", "host", "path"].map(|name| operation[name].as_str().expect("a string"));
            format!("{method} {host} {path}")
        };
        Self(operations.map(|operation| (route(operation), locations(operation, types))).collect())
    }

    /// The locations of the fields of an endpoint; `None` if it is a known addition to
    /// `specs/upstream.json`.
    pub(crate) fn locations(&self, spec: &EndpointSpec) -> Option<&Locations> {
        let host = spec.host.as_str();
        let locations = self.0.get(&format!("{} {host} {}", spec.method, spec.path));
        let difference = format!("{spec}: declared, not in the facts");
        let is_known_difference = DIFFERENCES.iter().any(|(known, _)| *known == difference);
        assert_eq!(locations.is_none(), is_known_difference, "{difference}");
        locations
    }
}

fn locations(operation: &Value, types: &Value) -> Locations {
    let body = operation["body"].as_str().map(|name| &types[name]["fields"]);
    Locations {
        path: strings(&operation["path_params"], Value::as_str),
        query: strings(&operation["query"], |parameter| parameter["name"].as_str()),
        headers: strings(&operation["headers"], Value::as_str),
        body: body
            .map(|fields| strings(fields, |field| field["name"].as_str()))
            .unwrap_or_default(),
    }
}

fn strings(values: &Value, string: impl Fn(&Value) -> Option<&str>) -> Vec<String> {
    let values = values.as_array().into_iter().flatten();
    values.filter_map(|value| string(value).map(str::to_owned)).collect()
}
