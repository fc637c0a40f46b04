//! Where `specs/upstream.json` says that each field of a request travels.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;
use stytch_api::schema::{EndpointSpec, Host};
use stytch_tests::upstream::DIFFERENCES;

/// The names of one operation's fields, by their place.
pub(crate) struct Places {
    pub(crate) path: Vec<String>,
    pub(crate) query: Vec<String>,
    /// Names of headers, one of which carries the Member's session.
    pub(crate) headers: Vec<String>,
    pub(crate) body: Vec<String>,
}

/// The operations by method, host and path.
pub(crate) struct Facts(BTreeMap<String, Places>);

impl Facts {
    pub(crate) fn load() -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/upstream.json");
        let text = fs::read_to_string(file).expect("the facts");
        let facts: Value = serde_json::from_str(&text).expect("JSON");
        let operations = facts["operations"].as_array().expect("operations").iter();
        let route = |fact: &Value| {
            let [method, host, path] =
                ["method", "host", "path"].map(|name| fact[name].as_str().expect("a text"));
            format!("{method} {host} {path}")
        };
        Self(operations.map(|fact| (route(fact), places(fact, &facts["types"]))).collect())
    }

    /// `None` for an endpoint that is declared beyond the facts, on purpose.
    pub(crate) fn of(&self, spec: &EndpointSpec) -> Option<&Places> {
        let host = if spec.host == Host::Telemetry { "telemetry" } else { "api" };
        let places = self.0.get(&format!("{} {host} {}", spec.method, spec.path));
        let difference = format!("{spec}: declared, not in the facts");
        let on_purpose = DIFFERENCES.iter().any(|(known, _)| *known == difference);
        assert_eq!(places.is_none(), on_purpose, "{difference}");
        places
    }
}

fn places(fact: &Value, types: &Value) -> Places {
    let body = fact["body"].as_str().map(|name| &types[name]["fields"]);
    Places {
        path: texts(&fact["path_params"], Value::as_str),
        query: texts(&fact["query"], |parameter| parameter["name"].as_str()),
        headers: texts(&fact["headers"], Value::as_str),
        body: body.map(|fields| texts(fields, |field| field["name"].as_str())).unwrap_or_default(),
    }
}

fn texts(values: &Value, text: impl Fn(&Value) -> Option<&str>) -> Vec<String> {
    let values = values.as_array().into_iter().flatten();
    values.filter_map(|value| text(value).map(str::to_owned)).collect()
}
