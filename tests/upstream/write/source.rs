//! Reads the declarations in the spec files, with their lines.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::files::files_below;

/// The spec files of a folder.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub(super) files: Vec<SpecFile>,
}

/// A file with declarations.
#[derive(Clone, Debug)]
pub(super) struct SpecFile {
    /// The path below the folder, `b2b/totps.rs`.
    pub(super) path: PathBuf,
    pub(super) lines: Vec<String>,
    pub(super) declarations: Vec<Declaration>,
    /// Whether a resource was added to the text.
    pub(super) is_changed: bool,
}

/// A call of `endpoint!`, `object!`, `open_enum!` or `resource!`.
#[derive(Clone, Debug)]
pub(super) struct Declaration {
    pub(super) kind: DeclarationKind,
    /// The name of the type, or of the method of an endpoint.
    pub(super) name: String,
    pub(super) sections: Vec<Section>,
    pub(super) is_bare: bool,
    /// `management` of `#[host(management)]`.
    pub(super) host: Option<String>,
    /// The index of the line with the closing brace.
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DeclarationKind {
    /// With its route, `POST /v1/b2b/totp/migrate`.
    Endpoint(String),
    Object,
    Enum,
    /// With its list of request types.
    Resource(RequestList),
}

/// The `endpoints: […]` of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestList {
    pub(super) names: Vec<String>,
    /// The indices of the first line and of the line after the last.
    pub(super) lines: (usize, usize),
}

/// The fields between two braces.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// `body`; empty for an object, an enum and the children of a resource.
    pub(super) name: String,
    pub(super) fields: Vec<FieldLine>,
    /// The index of the line with the opening brace.
    pub(super) start: usize,
}

/// A field, a variant of an enum or a child of a resource.
#[derive(Clone, Debug)]
pub(super) struct FieldLine {
    /// The name as written, `r#type`.
    pub(super) name: String,
    pub(super) wire_name: String,
    /// `?`, `!` or nothing.
    pub(super) mark: String,
    /// The type as written; empty for a variant.
    pub(super) ty: String,
    pub(super) line: usize,
}

impl Source {
    /// Reads all files below `folder`.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let read = |path: PathBuf| {
            let text = fs::read_to_string(&path)?;
            let relative = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            SpecFile::parse(relative, &text)
        };
        let files = files_below(folder, "rs")?.into_iter().map(read).collect::<io::Result<_>>()?;
        Ok(Self { files })
    }
}

fn parse_declarations(path: &Path, lines: &[String]) -> Result<Vec<Declaration>, String> {
    let mut declarations = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let kind = match lines[index].as_str() {
            "endpoint! {" => DeclarationKind::Endpoint(String::new()),
            "object! {" => DeclarationKind::Object,
            "open_enum! {" => DeclarationKind::Enum,
            "resource! {" => {
                DeclarationKind::Resource(RequestList { names: Vec::new(), lines: (0, 0) })
            }
            _ => {
                index += 1;
                continue;
            }
        };
        let unsupported =
            |line: usize| format!("{}:{}: unsupported layout", path.display(), line + 1);
        let length = lines[index..].iter().position(|line| line == "}");
        let end = index + length.ok_or_else(|| unsupported(index))?;
        declarations.push(read_declaration(kind, lines, index, end).map_err(unsupported)?);
        index = end + 1;
    }
    Ok(declarations)
}

/// Reads the declaration from line `start` to line `end`. An error is the index of a line.
fn read_declaration(
    mut kind: DeclarationKind,
    lines: &[String],
    start: usize,
    end: usize,
) -> Result<Declaration, usize> {
    let (mut name, mut sections, mut is_bare) = (String::new(), Vec::<Section>::new(), false);
    let mut host = None;
    let mut index = start + 1;
    while index < end {
        let line = lines[index].trim();
        let fail = || index;
        if line == "#[bare]" {
            is_bare = true;
        } else if let Some(named) = line.strip_prefix("#[host(") {
            host = Some(named.trim_end_matches(")]").to_owned());
        } else if line.is_empty() || line == "}" || line.starts_with("//") || line.starts_with("#[")
        {
        } else if let Some(opened) = line.strip_suffix(" {").or_else(|| line.strip_suffix(" {}")) {
            let is_endpoint = matches!(kind, DeclarationKind::Endpoint(_));
            if !is_endpoint {
                opened.rsplit(' ').next().unwrap_or_default().clone_into(&mut name);
            }
            let section = if is_endpoint { opened.to_owned() } else { String::new() };
            sections.push(Section { name: section, fields: Vec::new(), start: index });
        } else if line.starts_with("endpoints: [") {
            let length = lines[index..end].iter().position(|line| line.contains(']'));
            let last = index + length.ok_or_else(fail)?;
            let text = lines[index..=last].concat();
            let (_, inner) = text.split_once('[').ok_or_else(fail)?;
            let (inner, _) = inner.split_once(']').ok_or_else(fail)?;
            let names = inner.split(',').map(str::trim).filter(|name| !name.is_empty());
            let names = names.map(str::to_owned).collect();
            kind = DeclarationKind::Resource(RequestList { names, lines: (index, last + 1) });
            index = last;
        } else if sections.is_empty() {
            let length = lines[index..end].iter().position(|line| line.ends_with(';'));
            let last = index + length.ok_or_else(fail)?;
            let head: Vec<&str> = lines[index..=last].iter().map(|line| line.trim()).collect();
            let head = head.join(" ");
            let (method, route) = head.split_once(": ").ok_or_else(fail)?;
            let method = method.rsplit("::").next().unwrap_or_default();
            method.trim_start_matches("r#").clone_into(&mut name);
            kind = DeclarationKind::Endpoint(route.replace(['"', ';'], ""));
            index = last;
        } else {
            let section = sections.last_mut().ok_or_else(fail)?;
            section.fields.push(read_field(line, index).ok_or_else(fail)?);
        }
        index += 1;
    }
    Ok(Declaration { kind, name, sections, is_bare, host, end })
}

/// `name?: Type = "wire-name",` or `Variant = "value",`
fn read_field(line: &str, index: usize) -> Option<FieldLine> {
    let line = line.strip_suffix(',')?;
    let (head, wire_name) = match line.split_once(" = ") {
        Some((head, wire_name)) => (head, Some(wire_name.trim_matches('"').to_owned())),
        None => (line, None),
    };
    let (name, ty) = match head.split_once(": ") {
        Some((name, ty)) => (name, ty.to_owned()),
        None => (head, String::new()),
    };
    let plain = name.trim_end_matches(['?', '!']);
    let mark = name[plain.len()..].to_owned();
    let wire_name = wire_name.unwrap_or_else(|| plain.trim_start_matches("r#").to_owned());
    Some(FieldLine { name: plain.to_owned(), wire_name, mark, ty, line: index })
}

impl SpecFile {
    /// Reads the declarations of a file.
    ///
    /// # Errors
    /// Fails if the layout is not that of the specs.
    pub(super) fn parse(path: PathBuf, text: &str) -> io::Result<Self> {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let declarations = parse_declarations(&path, &lines).map_err(io::Error::other)?;
        Ok(Self { path, lines, declarations, is_changed: false })
    }

    /// `b2b`, `consumer` or `common`.
    pub(super) fn product(&self) -> String {
        let first = self.path.iter().next().unwrap_or_default().to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    }

    /// The path of the module, `b2b::totps`.
    pub(super) fn module(&self) -> String {
        let path = self.path.with_extension("");
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("::")
    }
}

impl Declaration {
    pub(super) fn section(&self, name: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.name == name)
    }

    pub(super) fn route(&self) -> Option<&str> {
        match &self.kind {
            DeclarationKind::Endpoint(route) => Some(route),
            _ => None,
        }
    }

    /// Whether this is an object or an enum.
    pub(super) fn is_type(&self) -> bool {
        matches!(self.kind, DeclarationKind::Object | DeclarationKind::Enum)
    }
}
