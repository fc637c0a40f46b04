//! The layers of the crates: a file imports only from its own floor or from those below, and no two
//! files import each other. ARCHITECTURE.md describes the floors.
//!
//! Imports are read from the `use` declarations and the `crate::…` paths outside of tests.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use stytch_tests::files::files_below;
use syn::{
    Item, UseTree, Visibility,
    visit::{self, Visit},
};

/// The floors of `stytch-api`, lowest first. A module belongs to the floor that names it.
const FLOORS: &[&[&str]] = &[
    &["types", "crypto"],
    &["schema"],
    &["error"],
    &["codec"],
    &["http"],
    &["jwt"],
    &["cache"],
    &["client"],
    // Generated code names the client, so the specs stand above it.
    &["b2b", "common", "consumer", "management", "specs"],
    &["verify", "login", "webhook", "totp", "catalog"],
    &["sandbox", "bulk"],
    &["cli", "main"],
    // The crate root re-exports everything; the macros and the items of `__private` may use everything.
    &["", "guides", "macros", "__private"],
];

/// The imports from a floor above, each with its reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("client.rs", "b2b", "`Client::b2b` returns the first resource of the B2B API"),
    ("client.rs", "consumer", "`Client::consumer` returns the first resource of the consumer API"),
    ("cache.rs", "common", "cached policies are made of Stytch's permissions"),
    ("cache/keys.rs", "common", "cached keys are parsed from Stytch's JWKs"),
    ("cache/keys/key_set.rs", "common", "a key set consists of Stytch's JWKs"),
    ("cache/policies.rs", "common", "cached policies are made of Stytch's roles and scopes"),
];

/// Files that import each other because their types are recursive: a field may hold an object, which is
/// read and written through its fields, and a kind may be an object, which has a table of kinds.
const RECURSIVE_TYPES: &[&str] = &[
    "schema/field_mut.rs",
    "schema/field_ref.rs",
    "schema/field_traits.rs",
    "schema/kind.rs",
    "schema/table.rs",
];

#[test]
fn files_import_from_their_own_floor_or_below() {
    let krate = Crate::read("../stytch-api/src");
    let mut upward = BTreeSet::new();
    for (file, imports) in &krate.imports {
        for import in imports {
            let (from, to) = (top(file), top(import));
            if floor(&to) > floor(&from) {
                upward.insert((file.clone(), to));
            }
        }
    }
    let allowed: BTreeSet<_> =
        EXCEPTIONS.iter().map(|(file, module, _)| ((*file).into(), (*module).into())).collect();
    let unlisted: Vec<_> = upward.difference(&allowed).collect();
    let unused: Vec<_> = allowed.difference(&upward).collect();
    assert!(unlisted.is_empty(), "imports from a floor above: {unlisted:#?}");
    assert!(unused.is_empty(), "exceptions that no import needs: {unused:#?}");
    // The test would pass without any import, so check that it sees the most important ones.
    let send = &krate.imports["client/send.rs"];
    for used in ["client/inner.rs", "http/attempt.rs", "http/retry.rs", "schema/endpoint.rs"] {
        assert!(send.contains(used), "client/send.rs no longer imports {used}: {send:#?}");
    }
}

#[test]
fn no_files_import_each_other() {
    for (root, file) in
        [("../stytch-api/src", "client/send.rs"), ("../stytch-macros/src", "lower.rs")]
    {
        let krate = Crate::read(root);
        assert!(!krate.imports[file].is_empty(), "no imports of {file}");
        let mut cycles = krate.cycles();
        cycles.retain(|cycle| !cycle.iter().all(|file| RECURSIVE_TYPES.contains(&file.as_str())));
        assert!(cycles.is_empty(), "files of {root} that import each other: {cycles:#?}");
    }
}

/// The client and the macros reject the same headers; no code is shared that could hold the names.
#[test]
fn client_and_macros_reject_the_same_headers() {
    let client = string_list("../stytch-api/src/client/options.rs", "FRAMING_HEADERS");
    let macros = string_list("../stytch-macros/src/lower/wire_name.rs", "FRAMING_HEADERS");
    assert!(client.contains("content-length"), "{client:?}");
    assert_eq!(client, macros);
}

/// Returns the module that decides a file's floor: the first segment of its path.
fn top(file: &str) -> String {
    let first = file.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").trim_start_matches("lib").to_owned()
}

fn floor(module: &str) -> usize {
    let floor = FLOORS.iter().position(|modules| modules.contains(&module));
    floor.unwrap_or_else(|| panic!("`{module}` is on no floor; add it to `FLOORS`"))
}

/// The files of a crate below its source folder, and the files that each one imports from.
struct Crate {
    files: BTreeMap<Vec<String>, syn::File>,
    imports: BTreeMap<String, BTreeSet<String>>,
}

impl Crate {
    fn read(root: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
        let mut files = BTreeMap::new();
        for path in files_below(&root, "rs").expect("the sources are readable") {
            let text = fs::read_to_string(&path).unwrap();
            let relative = path.strip_prefix(&root).unwrap().with_extension("");
            let mut module: Vec<String> =
                relative.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            // `tests.rs` and `tests/` are the unit tests of the module above.
            if module.iter().any(|part| part == "tests") {
                continue;
            }
            if module == ["lib"] {
                module.clear();
            }
            files.insert(module, syn::parse_file(&text).unwrap());
        }
        let mut krate = Self { files, imports: BTreeMap::new() };
        krate.imports = krate.files.keys().map(|module| krate.imports_of(module)).collect();
        krate
    }

    fn imports_of(&self, module: &[String]) -> (String, BTreeSet<String>) {
        let mut paths = Paths { module, found: Vec::new() };
        paths.visit_file(&self.files[module]);
        let imports = paths.found.iter().filter_map(|path| self.resolve(path, 0));
        let own = file_name(module);
        (own.clone(), imports.filter(|import| *import != own).collect())
    }

    /// Returns the file that defines the item of an absolute path, following re-exports. A module of the
    /// specs, which are in another folder, stands for its files.
    fn resolve(&self, path: &[String], depth: usize) -> Option<String> {
        let specs = ["b2b", "common", "consumer", "management", "specs"];
        if path.first().is_some_and(|first| specs.contains(&first.as_str())) {
            return Some(path[0].clone());
        }
        let depth_of_module =
            (0..=path.len()).rev().find(|length| self.files.contains_key(&path[..*length]))?;
        let (module, rest) = path.split_at(depth_of_module);
        if let Some(name) = rest.first()
            && depth < 8
        {
            for (binding, target) in re_exports(&self.files[module], module) {
                if binding == *name {
                    let target: Vec<_> = target.iter().chain(&rest[1..]).cloned().collect();
                    return self.resolve(&target, depth + 1);
                }
            }
            // Macros are at the root, wherever they are written, and macros may name everything.
            if module.is_empty() {
                return None;
            }
        }
        Some(file_name(module))
    }

    /// Returns the sets of files that import each other, directly or through others.
    fn cycles(&self) -> Vec<BTreeSet<&String>> {
        let reachable = |start: &String| {
            let mut seen = BTreeSet::new();
            let mut next = vec![start];
            while let Some(file) = next.pop() {
                for import in self.imports.get(file).into_iter().flatten() {
                    if seen.insert(import) {
                        next.push(import);
                    }
                }
            }
            seen
        };
        let reachable: BTreeMap<_, _> =
            self.imports.keys().map(|file| (file, reachable(file))).collect();
        let mut cycles = BTreeSet::new();
        for (file, others) in &reachable {
            let cycle: BTreeSet<_> = others
                .iter()
                .copied()
                .filter(|other| reachable.get(other).is_some_and(|back| back.contains(file)))
                .collect();
            if !cycle.is_empty() {
                cycles.insert(cycle);
            }
        }
        cycles.into_iter().collect()
    }
}

fn file_name(module: &[String]) -> String {
    if module.is_empty() { "lib.rs".to_owned() } else { format!("{}.rs", module.join("/")) }
}

/// Collects the absolute paths that a file names. A module's `pub use` of its own children is a
/// re-export and not an import.
struct Paths<'m> {
    module: &'m [String],
    found: Vec<Vec<String>>,
}

impl Visit<'_> for Paths<'_> {
    fn visit_item(&mut self, item: &Item) {
        match item {
            Item::Use(item) => {
                let is_private = matches!(item.vis, Visibility::Inherited);
                for (_, path) in flatten(&item.tree, self.module) {
                    let is_child = path.starts_with(self.module) && !self.module.is_empty();
                    if is_private || !is_child {
                        self.found.push(path);
                    }
                }
            }
            Item::Mod(item) if is_test(&item.attrs) => {}
            item => visit::visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &syn::Path) {
        let segments: Vec<_> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        // `pub(crate)` has the path `crate`.
        if segments.len() > 1 && segments[0] == "crate" {
            self.found.push(segments[1..].to_vec());
        }
        visit::visit_path(self, path);
    }
}

/// Whether an item is compiled for tests only: `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let condition = attribute.meta.require_list().map(|list| list.tokens.to_string());
        let condition = condition.unwrap_or_default();
        condition == "test" || condition.contains("(test ,")
    })
}

/// Returns the public names that a module re-exports, with the absolute paths of their items.
fn re_exports(file: &syn::File, module: &[String]) -> Vec<(String, Vec<String>)> {
    let uses = file.items.iter().filter_map(|item| match item {
        Item::Use(item) if !matches!(item.vis, Visibility::Inherited) => Some(&item.tree),
        _ => None,
    });
    uses.flat_map(|tree| flatten(tree, module)).collect()
}

/// Returns the bindings of a `use` tree, with absolute paths within the crate; those into other crates are omitted.
fn flatten(tree: &UseTree, module: &[String]) -> Vec<(String, Vec<String>)> {
    let mut bindings = Vec::new();
    walk(tree, &mut Vec::new(), &mut bindings);
    let absolute = |(binding, path): (String, Vec<String>)| {
        let supers = path.iter().take_while(|part| *part == "super").count();
        let path = match path.first()?.as_str() {
            "crate" => path[1..].to_vec(),
            "self" => [module, &path[1..]].concat(),
            "super" => [&module[..module.len().checked_sub(supers)?], &path[supers..]].concat(),
            // A module that the file declares.
            _ if module.is_empty() && path.len() > 1 => path,
            _ => return None,
        };
        Some((binding, path))
    };
    bindings.into_iter().filter_map(absolute).collect()
}

fn walk(tree: &UseTree, prefix: &mut Vec<String>, bindings: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            walk(&path.tree, prefix, bindings);
            prefix.pop();
        }
        UseTree::Name(name) if name.ident == "self" => {
            bindings.push((prefix.last().cloned().unwrap_or_default(), prefix.clone()));
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            bindings.push((name.clone(), [prefix.as_slice(), &[name]].concat()));
        }
        UseTree::Rename(rename) => {
            let path = [prefix.as_slice(), &[rename.ident.to_string()]].concat();
            bindings.push((rename.rename.to_string(), path));
        }
        UseTree::Glob(_) => bindings.push(("*".to_owned(), prefix.clone())),
        UseTree::Group(group) => {
            group.items.iter().for_each(|tree| walk(tree, prefix, bindings));
        }
    }
}

/// Returns the strings of a constant array in a source file.
fn string_list(file: &str, name: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let file = syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap();
    let constant = file.items.iter().find_map(|item| match item {
        Item::Const(constant) if constant.ident == name => Some(&*constant.expr),
        _ => None,
    });
    let Some(syn::Expr::Array(array)) = constant else { panic!("no array `{name}`") };
    let strings = array.elems.iter().map(|element| match element {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text.value(),
        _ => panic!("`{name}` holds something other than string literals"),
    });
    strings.collect()
}
