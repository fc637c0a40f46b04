//! Writes the declarations that are missing in the spec files.
//!
//! The spec files are read as text, not from the catalog: they may be those of another folder than the
//! crate's own, and every declaration has its place.

mod edits;
mod fields;
mod imports;
mod known;
mod operations;
mod resources;
mod source;
mod text;
mod types;

use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use self::{edits::Edits, known::Known, source::Source, types::Place};
use super::{
    facts::{Facts, Field, Type},
    name::element,
};

/// The declarations that the spec files lack.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    /// The text to add, each with its file in the folder of the specs.
    pub snippets: Vec<Snippet>,
    /// What has to be added by hand, with the reason.
    pub unwritten: Vec<String>,
    /// What the facts don't say about the new declarations.
    pub reminders: Vec<String>,
    files: Vec<(PathBuf, String)>,
}

/// A piece of text for a file.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The file below the folder of the specs.
    pub file: PathBuf,
    /// The text.
    pub text: String,
}

/// `// b2b/totps.rs`, then the text.
impl fmt::Display for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "// {}\n{}", self.file.display(), self.text)
    }
}

impl Missing {
    /// Compares the spec files below `specs` with the facts. Every operation, field and enum value that is
    /// only in the facts is missing.
    ///
    /// # Errors
    /// Fails if a file cannot be read or its layout is not that of the specs.
    pub fn find(specs: &Path, facts: &Facts) -> io::Result<Self> {
        let mut source = Source::read(specs)?;
        let snippets = source.add_resources(facts)?;
        let known = Known::of(&source, facts);
        let mut writer = Writer {
            facts,
            known: &known,
            source: &source,
            edits: Edits::new(source.files.len()),
            new_types: Vec::new(),
            sent: sent_types(facts),
            missing: Self { snippets, ..Self::default() },
        };
        writer.undeclared_types();
        writer.missing_fields();
        writer.missing_operations();
        let Writer { edits, mut missing, .. } = writer;
        missing.files = edits.apply(&source);
        Ok(missing)
    }

    /// Adds the missing text to the files below `specs`.
    ///
    /// # Errors
    /// Fails if a file cannot be written.
    pub fn write(&self, specs: &Path) -> io::Result<()> {
        self.files.iter().try_for_each(|(file, text)| {
            let file = specs.join(file);
            fs::create_dir_all(file.parent().unwrap_or(specs))?;
            fs::write(file, text)
        })
    }
}

/// A type that is declared by this run.
struct NewType {
    file: usize,
    name: String,
    ty: String,
}

struct Writer<'w> {
    facts: &'w Facts,
    known: &'w Known,
    source: &'w Source,
    edits: Edits,
    new_types: Vec<NewType>,
    /// The types of the facts that are part of a request.
    sent: BTreeSet<&'w str>,
    missing: Missing,
}

impl Writer<'_> {
    fn snippet(&mut self, file: usize, text: String) {
        let file = self.source.files[file].path.clone();
        self.missing.snippets.push(Snippet { file, text });
    }

    /// Declares the types that the specs name without declaring them.
    fn undeclared_types(&mut self) {
        let known = self.known;
        for undeclared in &known.undeclared {
            let file = self.exporting_file(undeclared.file, &undeclared.name);
            let place = Place { file, section: "", parent: "" };
            self.declare(&undeclared.ty, &undeclared.name, place);
        }
        for (file, name) in &known.unknown {
            let file = self.source.files[*file].path.display();
            let unwritten =
                format!("{file}: `{name}` is not declared, and the facts don't describe it");
            self.missing.unwritten.push(unwritten);
        }
    }

    /// The file whose type `name` the modules of a product re-export, or `file` if no file declares it.
    fn exporting_file(&self, file: usize, name: &str) -> usize {
        for product in [self.source.files[file].product(), "common".to_owned()] {
            let Some((_, root)) = self.source.file(&product) else { continue };
            let exports = imports::Imports::find(&root.lines, "pub use self::");
            let export =
                exports.paths.iter().find_map(|path| path.strip_suffix(&format!("::{name}")));
            let module = export.map(|module| format!("{product}::{module}"));
            if let Some((found, _)) = module.and_then(|module| self.source.file(&module)) {
                return found;
            }
        }
        file
    }

    /// Declares a type of the facts in the file of `place`.
    fn declare(&mut self, ty: &str, name: &str, place: Place<'_>) {
        let file = place.file;
        self.new_types.push(NewType { file, name: name.to_owned(), ty: ty.to_owned() });
        let facts = self.facts;
        let text = if let Some(Type::Enum(values)) = facts.types.get(ty) {
            self.edits.import(file, "open_enum");
            text::open_enum(name, values)
        } else {
            self.edits.import(file, "object");
            let place = Place { section: "", parent: name, ..place };
            let fields = facts.fields(ty).iter();
            let lines: Vec<String> =
                fields.map(|fact| text::documented(&fact.name, &self.field(fact, place))).collect();
            text::object(name, self.sent.contains(ty), &lines)
        };
        let end = self.source.files[file].lines.len();
        self.edits.insert(file, end, format!("\n{text}"));
        self.snippet(file, text);
        self.export(file, name);
    }

    /// Adds a type of a module whose types its product re-exports to these.
    fn export(&mut self, file: usize, name: &str) {
        let spec = &self.source.files[file];
        let Some((root, root_file)) = self.source.file(&spec.product()) else { return };
        let module = spec.module();
        let Some((_, module)) = module.split_once("::") else { return };
        let exports = imports::Imports::find(&root_file.lines, "pub use self::");
        if exports.paths.iter().any(|path| path.starts_with(&format!("{module}::"))) {
            self.edits.export(root, &format!("{module}::{name}"));
        }
    }

    /// Whether a product re-exports the types that all products share.
    fn exports_common(&self, product: &str) -> bool {
        let root = self.source.file(product);
        root.is_some_and(|(_, root)| {
            root.lines.iter().any(|line| line == "pub use crate::common::*;")
        })
    }

    /// Makes the type `name`, as the file `from` names it, known in the file `file`.
    fn import_type(&mut self, file: usize, from: usize, name: &str) {
        if known::is_builtin(name) {
            if name == "MemberCredential" {
                self.edits.import(file, name);
            }
            return;
        }
        if let Some((module, _)) = name.split_once("::") {
            self.edits.import(file, module);
            return;
        }
        let new = self.new_types.iter().find(|new| new.name == name).map(|new| new.file);
        let declared = self.source.find_type(from, name).map(|site| site.file);
        let Some(declared) = declared.or(new) else { return };
        if declared == file {
            return;
        }
        let product = self.source.files[file].product();
        let own = self.source.files[declared].product();
        let module = self.source.files[declared].module();
        let is_exported = self.source.file(&own).is_some_and(|(_, root)| {
            let exports = imports::Imports::find(&root.lines, "pub use self::");
            let module = module.split_once("::").map_or("", |(_, module)| module);
            exports.paths.iter().any(|path| path.starts_with(&format!("{module}::")))
        });
        let root = if self.exports_common(&product) { &product } else { &own };
        let path =
            if is_exported { format!("{root}::{name}") } else { format!("{module}::{name}") };
        self.edits.import(file, &path);
    }
}

/// The types of all bodies, with the types of their fields.
fn sent_types(facts: &Facts) -> BTreeSet<&str> {
    let mut pending: Vec<&str> =
        facts.operations.iter().filter_map(|operation| operation.body.as_deref()).collect();
    let mut sent = BTreeSet::new();
    while let Some(ty) = pending.pop() {
        if sent.insert(ty) {
            pending.extend(facts.fields(ty).iter().map(|field| element(&field.ty)));
        }
    }
    sent
}

fn is_envelope(field: &Field) -> bool {
    ["status_code", "request_id"].contains(&field.name.as_str())
}
