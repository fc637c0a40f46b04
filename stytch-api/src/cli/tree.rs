//! The endpoints of a catalog as a tree of resources.

use crate::{catalog::Catalog, schema::EndpointSpec};

/// A resource, an endpoint, or both.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The last part of its name, `totps` of `b2b.totps`; empty for the root.
    pub(super) name: String,
    pub(super) endpoint: Option<&'static EndpointSpec>,
    /// In the order of the catalog.
    pub(super) children: Vec<Node>,
}

impl Node {
    /// Returns the root, whose children are the resources at the top.
    pub(super) fn root(catalog: &Catalog) -> Self {
        let mut root = Self::default();
        for entry in catalog {
            let mut node = &mut root;
            for name in entry.name.split('.') {
                node = node.child_or_insert(name);
            }
            node.endpoint = Some(entry.spec);
        }
        root
    }

    fn child_or_insert(&mut self, name: &str) -> &mut Self {
        let known = self.children.iter().position(|child| child.name == name);
        let index = known.unwrap_or_else(|| {
            self.children.push(Self { name: name.to_owned(), ..Self::default() });
            self.children.len() - 1
        });
        &mut self.children[index]
    }

    /// Finds a child by a word of the command line, in which `-` may stand for `_`.
    pub(super) fn child(&self, word: &str) -> Option<&Self> {
        let name = word.replace('-', "_");
        self.children.iter().find(|child| child.name == name)
    }

    /// Its name on the command line.
    pub(super) fn word(&self) -> String {
        self.name.replace('_', "-")
    }
}
