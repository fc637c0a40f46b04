//! How the declared endpoints spell the types of the facts, found by walking both in parallel.

use std::collections::{BTreeMap, BTreeSet};

use super::source::{Declaration, DeclarationKind, FieldLine, Source, SpecFile};
use crate::upstream::{
    facts::{Facts, Field, Operation, Type},
    name::{self, element},
};

/// A declaration: the indices of its file and in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    pub(super) file: usize,
    pub(super) declaration: usize,
}

/// Whether a type is part of a request or of a response.
#[derive(Clone, Copy, Debug)]
enum Direction {
    Sent,
    Received,
}

/// A declared field and what the facts say about it.
#[derive(Clone, Debug)]
pub(super) struct Example {
    pub(super) file: usize,
    pub(super) section: String,
    pub(super) fact: Field,
    pub(super) field: FieldLine,
}

/// A section of a declaration, or an object, and its fields in the facts.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) site: Site,
    pub(super) section: String,
    pub(super) facts: Vec<Field>,
}

/// A type that a declaration names, and that is not declared.
#[derive(Clone, Debug)]
pub(super) struct Undeclared {
    pub(super) file: usize,
    pub(super) name: String,
    pub(super) ty: String,
}

/// The result of the walk.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) examples: Vec<Example>,
    pub(super) pairs: Vec<Pair>,
    /// The declared enums and their values in the facts.
    pub(super) enums: Vec<(Site, Vec<String>)>,
    pub(super) undeclared: Vec<Undeclared>,
    /// Types that are not declared, of fields that are strings in the facts, with their files.
    pub(super) unknown: BTreeSet<(usize, String)>,
    /// The declared types of a type of the facts.
    pub(super) types: BTreeMap<String, BTreeSet<Site>>,
    seen: BTreeSet<(Site, String, String)>,
}

impl Known {
    pub(super) fn of(source: &Source, facts: &Facts) -> Self {
        let mut known = Self::default();
        for (site, declaration) in source.declarations() {
            let Some(route) = declaration.route() else { continue };
            let operation = facts.operations.iter().find(|operation| operation.route() == route);
            if let Some(operation) = operation {
                known.operation(source, facts, site, operation);
            }
        }
        known
    }

    fn operation(&mut self, source: &Source, facts: &Facts, site: Site, operation: &Operation) {
        let string =
            |name: &String| Field { name: name.clone(), ty: "string".to_owned(), required: true };
        let path: Vec<Field> = operation.path_params.iter().map(string).collect();
        let body = facts.fields(operation.body.as_deref().unwrap_or_default());
        let response = facts.fields(&operation.response);
        self.pair(source, facts, site, "path", &path, Direction::Sent);
        self.pair(source, facts, site, "query", &operation.query, Direction::Sent);
        self.pair(source, facts, site, "body", body, Direction::Sent);
        self.pair(source, facts, site, "response", response, Direction::Received);
    }

    fn pair(
        &mut self,
        source: &Source,
        facts: &Facts,
        site: Site,
        section: &str,
        fields: &[Field],
        direction: Direction,
    ) {
        self.pairs.push(Pair { site, section: section.to_owned(), facts: fields.to_vec() });
        let declared = source.declaration(site).section(section);
        for fact in fields {
            let found = declared
                .and_then(|section| section.fields.iter().find(|field| field.is_named(&fact.name)));
            let Some(field) = found else { continue };
            self.examples.push(Example {
                file: site.file,
                section: section.to_owned(),
                fact: fact.clone(),
                field: field.clone(),
            });
            self.inner(source, facts, site.file, field, element(&fact.ty), direction);
        }
    }

    /// Follows the type of a field.
    fn inner(
        &mut self,
        source: &Source,
        facts: &Facts,
        file: usize,
        field: &FieldLine,
        fact_type: &str,
        direction: Direction,
    ) {
        let name = rust_element(&field.ty);
        let Some(ty) = facts.types.get(fact_type) else {
            if !is_builtin(name) && source.find_type(file, name).is_none() {
                self.unknown.insert((file, name.to_owned()));
            }
            return;
        };
        let Some(site) = source.find_type(file, name) else {
            if !is_builtin(name) && !self.undeclared.iter().any(|known| known.name == name) {
                let (name, ty) = (name.to_owned(), fact_type.to_owned());
                self.undeclared.push(Undeclared { file, name, ty });
            }
            return;
        };
        self.types.entry(fact_type.to_owned()).or_default().insert(site);
        if !self.seen.insert((site, fact_type.to_owned(), format!("{direction:?}"))) {
            return;
        }
        match (&source.declaration(site).kind, ty) {
            (DeclarationKind::Object, Type::Fields(fields)) => {
                self.pair(source, facts, site, "", fields, direction);
            }
            (DeclarationKind::Enum, Type::Enum(values)) => self.enums.push((site, values.clone())),
            _ => {}
        }
    }
}

impl Source {
    pub(super) fn declarations(&self) -> impl Iterator<Item = (Site, &Declaration)> {
        self.files.iter().enumerate().flat_map(|(file, spec)| {
            let declarations = spec.declarations.iter().enumerate();
            declarations.map(move |(declaration, found)| (Site { file, declaration }, found))
        })
    }

    pub(super) fn declaration(&self, site: Site) -> &Declaration {
        &self.files[site.file].declarations[site.declaration]
    }

    /// The type that a file calls `name`: its own, or one of its product, or a common one.
    pub(super) fn find_type(&self, file: usize, name: &str) -> Option<Site> {
        let name = name.rsplit("::").next().unwrap_or(name);
        let product = self.files[file].product();
        let rank = |site: &Site| {
            let found = self.files[site.file].product();
            (site.file != file, found != product, found != "common")
        };
        let types = self.declarations();
        let types = types.filter(|(_, found)| found.is_type() && found.name == name);
        types.map(|(site, _)| site).min_by_key(rank)
    }

    /// The resources by the names that the facts give them, `b2b.magic_links_email`.
    pub(super) fn resources(&self) -> BTreeMap<String, Site> {
        let mut resources = BTreeMap::new();
        for (site, _) in self.declarations() {
            let file = &self.files[site.file];
            if file.path.iter().count() == 1 && self.is_resource(site) {
                self.add_children(site, &format!("{}.", file.product()), &mut resources);
            }
        }
        resources
    }

    fn is_resource(&self, site: Site) -> bool {
        matches!(self.declaration(site).kind, DeclarationKind::Resource(_))
    }

    fn add_children(&self, parent: Site, prefix: &str, resources: &mut BTreeMap<String, Site>) {
        let children = self.declaration(parent).section("");
        for child in children.into_iter().flat_map(|section| &section.fields) {
            let name = child.name.trim_start_matches("r#");
            if let Some(site) = self.find_resource(parent.file, &child.ty) {
                let name = format!("{prefix}{name}");
                self.add_children(site, &format!("{name}_"), resources);
                resources.insert(name, site);
            }
        }
    }

    /// The resource `totps::Totps` in a module of `parent`, or of the common module.
    fn find_resource(&self, parent: usize, path: &str) -> Option<Site> {
        let (module, name) = path.rsplit_once("::")?;
        let parent = self.files[parent].module();
        [format!("{parent}::{module}"), format!("common::{module}")].iter().find_map(|module| {
            let mut found = self.declarations();
            let found = found.find(|(site, found)| {
                self.files[site.file].module() == *module
                    && found.name == name
                    && matches!(found.kind, DeclarationKind::Resource(_))
            });
            found.map(|(site, _)| site)
        })
    }

    /// The resource of an operation.
    pub(super) fn resource_of(&self, operation: &Operation) -> Option<Site> {
        let name = name::flat_name(operation);
        let (resource, _) = name.rsplit_once('.')?;
        self.resources().get(resource).copied()
    }

    /// The file of the module that `module` names, `common`.
    pub(super) fn file(&self, module: &str) -> Option<(usize, &SpecFile)> {
        self.files.iter().enumerate().find(|(_, file)| file.module() == module)
    }
}

impl FieldLine {
    /// Whether the facts call the field `name`: one name omits the `#` of the wire name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.wire_name == name || self.wire_name.replace('#', "") == name
    }
}

/// `T` of `Vec<BTreeMap<String, T>>`.
pub(super) fn rust_element(ty: &str) -> &str {
    let inner = ty.rsplit('<').next().unwrap_or(ty).trim_end_matches('>');
    inner.rsplit(", ").next().unwrap_or(inner)
}

/// Whether the macros know a type by its name.
pub(super) fn is_builtin(name: &str) -> bool {
    let builtins = [
        "String",
        "Secret",
        "Timestamp",
        "Metadata",
        "Json",
        "MemberCredential",
        "bool",
        "f64",
        "i32",
        "i64",
        "u32",
        "u64",
    ];
    builtins.contains(&name)
}
