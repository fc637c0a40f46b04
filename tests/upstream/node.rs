//! A node of the vendor's document, with its location for errors.

use std::fmt;

use saphyr::{LoadableYamlNode, Yaml};

/// An unsupported document: the location and the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    at: String,
    problem: String,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.at.is_empty() {
            return f.write_str(&self.problem);
        }
        write!(f, "{}: {}", self.at, self.problem)
    }
}

impl std::error::Error for DocumentError {}

/// Parses the first document of a YAML text.
pub(super) fn parse_yaml(text: &str) -> Result<Yaml<'_>, DocumentError> {
    let document_error = |problem: String| DocumentError { at: String::new(), problem };
    let documents = Yaml::load_from_str(text)
        .map_err(|error| document_error(format!("invalid YAML: {error}")))?;
    documents.into_iter().next().ok_or_else(|| document_error("the document is empty".to_owned()))
}

/// A value and its location.
#[derive(Clone, Debug)]
pub(super) struct Node<'y> {
    at: String,
    yaml: &'y Yaml<'y>,
}

impl<'y> Node<'y> {
    pub(super) fn root(yaml: &'y Yaml<'y>) -> Self {
        Self { at: String::new(), yaml }
    }

    /// An error at this node.
    pub(super) fn error(&self, problem: impl Into<String>) -> DocumentError {
        DocumentError { at: self.at.clone(), problem: problem.into() }
    }

    fn child(&self, name: &str, yaml: &'y Yaml<'y>) -> Self {
        let at = if self.at.is_empty() { name.to_owned() } else { format!("{} > {name}", self.at) };
        Self { at, yaml }
    }

    /// The member `name`; `None` if it is missing.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let (_, value) = self
            .yaml
            .as_mapping()?
            .iter()
            .find(|(key, _)| key_text(key).as_deref() == Some(name))?;
        Some(self.child(name, value))
    }

    /// The member `name`.
    ///
    /// # Errors
    /// Fails if the member is missing.
    pub(super) fn require(&self, name: &str) -> Result<Self, DocumentError> {
        self.get(name).ok_or_else(|| self.error(format!("missing `{name}`")))
    }

    /// The members of an object, in document order.
    pub(super) fn entries(&self) -> Result<Vec<(String, Self)>, DocumentError> {
        let mapping = self.yaml.as_mapping().ok_or_else(|| self.error("expected an object"))?;
        let entries = mapping.iter().map(|(key, value)| {
            let key = key_text(key).ok_or_else(|| self.error("expected string keys"))?;
            let node = self.child(&key, value);
            Ok((key, node))
        });
        entries.collect()
    }

    /// The elements of a list.
    pub(super) fn items(&self) -> Result<Vec<Self>, DocumentError> {
        let items = self.yaml.as_sequence().ok_or_else(|| self.error("expected a list"))?;
        let items = items.iter().enumerate();
        Ok(items.map(|(index, item)| self.child(&index.to_string(), item)).collect())
    }

    /// The value as a string.
    pub(super) fn text(&self) -> Result<&'y str, DocumentError> {
        self.yaml.as_str().ok_or_else(|| self.error("expected a string"))
    }

    /// The member `name` as a string; `None` if it is missing.
    pub(super) fn get_text(&self, name: &str) -> Result<Option<&'y str>, DocumentError> {
        self.get(name).map(|node| node.text()).transpose()
    }

    /// Whether the value is `true`.
    pub(super) fn is_true(&self) -> bool {
        self.yaml.as_bool() == Some(true)
    }

    /// Whether the value is `null`.
    pub(super) fn is_null(&self) -> bool {
        self.yaml.is_null()
    }

    /// Whether the value is an object without members other than a description.
    pub(super) fn is_empty(&self) -> bool {
        let is_description = |key: &Yaml<'_>| key.as_str() == Some("description");
        let mapping = self.yaml.as_mapping();
        mapping.is_some_and(|mapping| mapping.keys().all(is_description))
    }
}

/// A key as a string, as in JSON: an unquoted `200` is a number in YAML.
fn key_text(key: &Yaml<'_>) -> Option<String> {
    key.as_str().map(str::to_owned).or_else(|| key.as_integer().map(|number| number.to_string()))
}
