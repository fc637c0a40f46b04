//! Declares resources.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    Snippet,
    known::Site,
    source::{DeclarationKind, Source, SpecFile},
    text,
};
use crate::upstream::{
    facts::{Facts, Operation},
    name,
};

impl Source {
    /// Adds the resources of operations that are not declared, without endpoints. A resource whose API
    /// has no root cannot be added.
    ///
    /// # Errors
    /// Fails if the layout of a file is not that of the specs.
    pub(super) fn add_resources(&mut self, facts: &Facts) -> io::Result<Vec<Snippet>> {
        let mut snippets = Vec::new();
        for operation in &facts.operations {
            let route = operation.route();
            if self.declarations().any(|(_, found)| found.route() == Some(&route)) {
                continue;
            }
            while self.resource_of(operation).is_none() {
                let Some((parent, child)) = self.parent_of(operation) else { break };
                snippets.extend(self.add_resource(parent, &child)?);
            }
        }
        Ok(snippets)
    }

    /// The closest declared parent of an operation's resource, and the name of the child to add to it.
    fn parent_of(&self, operation: &Operation) -> Option<(Site, String)> {
        let name = name::flat_name(operation);
        let (name, _) = name.rsplit_once('.')?;
        let (api, resource) = name.split_once('.')?;
        let resources = self.resources();
        let parents = resources.iter().filter_map(|(parent, site)| {
            let rest = name.strip_prefix(parent.as_str())?.strip_prefix('_')?;
            Some((*site, rest))
        });
        let root = self.root(api).map(|site| (site, resource));
        let (parent, rest) = parents.chain(root).min_by_key(|(_, rest)| rest.len())?;
        let child = first_level(rest, &operation.path);
        let is_free = self.files.iter().all(|file| file.path != self.child_file(parent, child));
        is_free.then(|| (parent, child.to_owned()))
    }

    /// The file of the module `child` of the file that declares `parent`.
    fn child_file(&self, parent: Site, child: &str) -> PathBuf {
        self.files[parent.file].path.with_extension("").join(format!("{child}.rs"))
    }

    /// The resource that has all others of an API as its children.
    fn root(&self, api: &str) -> Option<Site> {
        let mut declarations = self.declarations();
        let root = declarations.find(|(site, found)| {
            self.files[site.file].path == Path::new(&format!("{api}.rs"))
                && matches!(found.kind, DeclarationKind::Resource(_))
        });
        root.map(|(site, _)| site)
    }

    fn add_resource(&mut self, parent: Site, child: &str) -> io::Result<[Snippet; 2]> {
        let resource = text::pascal_case(child);
        let path = self.child_file(parent, child);
        let file = text::resource_file(&resource, self.declaration(parent).host.as_deref());
        let entry = text::child(child, &resource);
        let snippets = [
            Snippet { file: path.clone(), text: file.clone() },
            Snippet {
                file: self.files[parent.file].path.clone(),
                text: format!("{}:\n{entry}\n", self.declaration(parent).name),
            },
        ];
        let mut file = SpecFile::parse(path, &file)?;
        file.is_changed = true;
        self.files.push(file);
        let parent_file = self.with_child(parent, child, &entry)?;
        self.files[parent.file] = parent_file;
        Ok(snippets)
    }

    /// The file of `parent` with another child and its module.
    fn with_child(&self, parent: Site, child: &str, entry: &str) -> io::Result<SpecFile> {
        let file = &self.files[parent.file];
        let declaration = self.declaration(parent);
        let mut lines = file.lines.clone();
        // From the end: an insertion moves the lines after it.
        let children = declaration.section("").into_iter().flat_map(|section| &section.fields);
        let mut after = children.filter(|field| field.name.trim_start_matches("r#") > child);
        let line = after.next().map_or(declaration.end - 1, |field| first_line(&lines, field.line));
        lines.insert(line, entry.to_owned());

        let module = format!("pub mod {child};");
        let modules: Vec<(usize, &str)> = lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((index, module_name(line)?)))
            .collect();
        if let Some((line, _)) = modules.iter().find(|(_, name)| *name > child) {
            let line = first_line(&lines, *line);
            lines.insert(line, module);
        } else if let Some((line, _)) = modules.last() {
            lines.insert(line + 1, module);
        } else {
            let is_code = |line: &String| !line.starts_with("//!");
            let line = lines.iter().position(is_code).unwrap_or(lines.len());
            lines.insert(line, format!("\n{module}"));
        }
        let mut changed = SpecFile::parse(file.path.clone(), &lines.join("\n"))?;
        changed.is_changed = true;
        Ok(changed)
    }
}

/// The first part of `rest`, the name of one or more nested resources, which the path separates:
/// `intermediate_sessions` of `intermediate_sessions_keys`.
fn first_level<'r>(rest: &'r str, path: &str) -> &'r str {
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    let level = segments.filter(|segment| {
        rest.strip_prefix(segment).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    });
    level.max_by_key(|segment| segment.len()).map_or(rest, |segment| &rest[..segment.len()])
}

/// The name in `mod name;` or `pub mod name;`.
fn module_name(line: &str) -> Option<&str> {
    line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ")?.strip_suffix(';')
}

/// The first line of the docs and attributes of what is declared at `line`.
fn first_line(lines: &[String], line: usize) -> usize {
    let is_before = |line: &&String| {
        let line = line.trim_start();
        line.starts_with("///") || line.starts_with("#[")
    };
    line - lines[..line].iter().rev().take_while(is_before).count()
}
