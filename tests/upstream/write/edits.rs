//! Insertions into the spec files.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use super::{
    imports::Imports,
    known::Site,
    source::{DeclarationKind, Source, SpecFile},
};

const WIDTH: usize = 100;

/// What identifies a new field: the declaration, the section and the name on the wire.
pub(super) type FieldKey = (Site, String, String);

/// The insertions of a run.
#[derive(Debug)]
pub(super) struct Edits {
    files: Vec<FileEdits>,
    inserted: BTreeSet<FieldKey>,
}

#[derive(Clone, Debug, Default)]
struct FileEdits {
    /// The texts by the line that they are inserted before.
    insertions: BTreeMap<usize, Vec<String>>,
    imports: BTreeSet<String>,
    exports: BTreeSet<String>,
    /// New request types, by the index of their resource.
    requests: BTreeMap<usize, Vec<String>>,
}

impl Edits {
    pub(super) fn new(files: usize) -> Self {
        Self { files: vec![FileEdits::default(); files], inserted: BTreeSet::new() }
    }

    pub(super) fn insert(&mut self, file: usize, line: usize, text: String) {
        self.files[file].insertions.entry(line).or_default().push(text);
    }

    pub(super) fn is_inserted(&self, key: &FieldKey) -> bool {
        self.inserted.contains(key)
    }

    /// Inserts a field, unless it was inserted before. Returns whether it was inserted.
    pub(super) fn insert_once(&mut self, key: FieldKey, line: usize, text: &str) -> bool {
        let file = key.0.file;
        let is_new = self.inserted.insert(key);
        if is_new {
            self.insert(file, line, text.to_owned());
        }
        is_new
    }

    /// Adds `crate::path` to the imports of a file.
    pub(super) fn import(&mut self, file: usize, path: &str) {
        self.files[file].imports.insert(path.to_owned());
    }

    /// Adds `self::path` to what a module re-exports.
    pub(super) fn export(&mut self, file: usize, path: &str) {
        self.files[file].exports.insert(path.to_owned());
    }

    /// Adds a request type to the `endpoints` of a resource.
    pub(super) fn add_request(&mut self, resource: Site, name: String) {
        self.files[resource.file].requests.entry(resource.declaration).or_default().push(name);
    }

    /// The new texts of the files that change.
    pub(super) fn apply(self, source: &Source) -> Vec<(PathBuf, String)> {
        let files = source.files.iter().zip(self.files);
        files.filter_map(|(file, edits)| edits.apply(file)).collect()
    }
}

impl FileEdits {
    fn apply(self, file: &SpecFile) -> Option<(PathBuf, String)> {
        let mut replacements: BTreeMap<usize, (usize, String)> = BTreeMap::new();
        for (prefix, added) in [("use crate::", &self.imports), ("pub use self::", &self.exports)] {
            let mut imports = Imports::find(&file.lines, prefix);
            if added.is_subset(&imports.paths) {
                continue;
            }
            imports.paths.extend(added.iter().cloned());
            let (start, end) = imports.lines;
            let text = imports.text();
            let text = if start == end { format!("\n{text}") } else { text };
            replacements.insert(start, (end, text));
        }
        for (index, added) in &self.requests {
            if let DeclarationKind::Resource(list) = &file.declarations[*index].kind {
                let names: Vec<String> = list.names.iter().chain(added).cloned().collect();
                replacements.insert(list.lines.0, (list.lines.1, request_list(&names)));
            }
        }
        if replacements.is_empty() && self.insertions.is_empty() && !file.is_changed {
            return None;
        }
        let mut text = String::new();
        let mut index = 0;
        while index <= file.lines.len() {
            for inserted in self.insertions.get(&index).into_iter().flatten() {
                text.push_str(inserted);
            }
            match (replacements.get(&index), file.lines.get(index)) {
                (Some((end, replacement)), _) => {
                    text.push_str(replacement);
                    text.push('\n');
                    if *end == index {
                        text.extend(file.lines.get(index).map(|line| format!("{line}\n")));
                        index += 1;
                    } else {
                        index = *end;
                    }
                }
                (None, line) => {
                    text.extend(line.map(|line| format!("{line}\n")));
                    index += 1;
                }
            }
        }
        Some((file.path.clone(), text))
    }
}

/// `endpoints: [A, B],`, or one name a line if this is too long.
fn request_list(names: &[String]) -> String {
    let line = format!("        endpoints: [{}],", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!("        endpoints: [\n            {},\n        ],", names.join(",\n            "))
}
