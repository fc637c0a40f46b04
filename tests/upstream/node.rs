//! A place in the vendor's document, which errors can name.

use std::fmt;

use saphyr::{LoadableYamlNode, Yaml};

/// What is wrong with a document, and where.
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

/// The first document of a YAML text.
pub(super) fn parse_yaml(text: &str) -> Result<Yaml<'_>, DocumentError> {
    let refused = |problem: String| DocumentError { at: String::new(), problem };
    let documents =
        Yaml::load_from_str(text).map_err(|error| refused(format!("not YAML: {error}")))?;
    documents.into_iter().next().ok_or_else(|| refused("the document is empty".to_owned()))
}

/// A value and the way to it.
#[derive(Clone, Debug)]
pub(super) struct Node<'y> {
    at: String,
    yaml: &'y Yaml<'y>,
}

impl<'y> Node<'y> {
    pub(super) fn root(yaml: &'y Yaml<'y>) -> Self {
        Self { at: String::new(), yaml }
    }

    /// An error about this place.
    pub(super) fn refuse(&self, problem: impl Into<String>) -> DocumentError {
        DocumentError { at: self.at.clone(), problem: problem.into() }
    }

    fn below(&self, name: &str, yaml: &'y Yaml<'y>) -> Self {
        let at = if self.at.is_empty() { name.to_owned() } else { format!("{} > {name}", self.at) };
        Self { at, yaml }
    }

    /// The member `name`, if there is one.
    pub(super) fn get(&self, name: &str) -> Option<Self> {
        let (_, value) = self
            .yaml
            .as_mapping()?
            .iter()
            .find(|(key, _)| key_text(key).as_deref() == Some(name))?;
        Some(self.below(name, value))
    }

    /// The member `name`, which must be there.
    pub(super) fn need(&self, name: &str) -> Result<Self, DocumentError> {
        self.get(name).ok_or_else(|| self.refuse(format!("there is no `{name}`")))
    }

    /// The members of an object, in the order of the document.
    pub(super) fn entries(&self) -> Result<Vec<(String, Self)>, DocumentError> {
        let mapping = self.yaml.as_mapping().ok_or_else(|| self.refuse("it is not an object"))?;
        let entries = mapping.iter().map(|(key, value)| {
            let key = key_text(key).ok_or_else(|| self.refuse("a key is not a string"))?;
            let node = self.below(&key, value);
            Ok((key, node))
        });
        entries.collect()
    }

    /// The elements of a list.
    pub(super) fn items(&self) -> Result<Vec<Self>, DocumentError> {
        let items = self.yaml.as_sequence().ok_or_else(|| self.refuse("it is not a list"))?;
        let items = items.iter().enumerate();
        Ok(items.map(|(index, item)| self.below(&index.to_string(), item)).collect())
    }

    /// A string.
    pub(super) fn text(&self) -> Result<&'y str, DocumentError> {
        self.yaml.as_str().ok_or_else(|| self.refuse("it is not a string"))
    }

    /// The string at the member `name`, if it is there.
    pub(super) fn get_text(&self, name: &str) -> Result<Option<&'y str>, DocumentError> {
        self.get(name).map(|node| node.text()).transpose()
    }

    /// Whether it is `true`.
    pub(super) fn is_true(&self) -> bool {
        self.yaml.as_bool() == Some(true)
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        self.yaml.as_mapping().is_some()
    }
}

/// A key as in JSON: `200` without quotation marks is a number in YAML.
fn key_text(key: &Yaml<'_>) -> Option<String> {
    key.as_str().map(str::to_owned).or_else(|| key.as_integer().map(|number| number.to_string()))
}
