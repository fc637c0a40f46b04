//! Chooses the Rust type and the mark of a new field.

use super::{
    Writer,
    known::{Example, Site, is_builtin, rust_element},
    source::DeclarationKind,
};
use crate::upstream::{
    facts::{Field, Type},
    name::{element, pascal_case, snake_case},
};

/// Where a field is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    /// The index of the file.
    pub(super) file: usize,
    /// `body`; empty in an object.
    pub(super) section: &'p str,
    /// The resource or the object, which tells new types of the same name apart.
    pub(super) parent: &'p str,
}

/// Ends of the names of secrets.
const SECRETS: [&str; 9] = [
    "_code",
    "_jwt",
    "_token",
    "api_key",
    "hash",
    "password",
    "private_key",
    "recovery_codes",
    "secret",
];

const KEYWORDS: [&str; 12] =
    ["as", "const", "enum", "fn", "for", "impl", "in", "match", "override", "ref", "type", "use"];

/// `r#type` for `type`.
pub(super) fn raw(name: &str) -> String {
    if KEYWORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

impl Writer<'_> {
    /// The line of a new field, without indentation: `name?: Type = "wire-name",`.
    pub(super) fn field(&mut self, fact: &Field, place: Place<'_>) -> String {
        let example = self.example(fact, place).cloned();
        let name = match &example {
            Some(example) => example.field.name.clone(),
            None => {
                raw(&snake_case(&fact.name.replace(|letter: char| !letter.is_alphanumeric(), "_")))
            }
        };
        let ty = match &example {
            Some(example) => {
                self.import_type(place.file, example.file, rust_element(&example.field.ty));
                example.field.ty.clone()
            }
            None => self.rust_type(&fact.ty, &fact.name, place),
        };
        let mark = self.mark(fact, &ty, place);
        let wire_name = match &example {
            Some(example) => example.field.wire_name.clone(),
            None => fact.name.clone(),
        };
        if name.trim_start_matches("r#") == wire_name {
            format!("{name}{mark}: {ty},")
        } else {
            format!("{name}{mark}: {ty} = \"{wire_name}\",")
        }
    }

    /// The declared field of this name and type that is most like the new one.
    fn example(&self, fact: &Field, place: Place<'_>) -> Option<&Example> {
        let product = self.source.files[place.file].product();
        let is_response = place.section == "response";
        let alike = |example: &&Example| {
            let found = self.source.files[example.file].product();
            let is_reachable = found == product
                || found == "common"
                || is_builtin(rust_element(&example.field.ty));
            example.fact.name == fact.name
                && self.is_same_type(&example.fact.ty, &fact.ty)
                && is_reachable
        };
        let rank = |example: &Example| {
            let name = (&example.field.name, &example.field.ty);
            let same = self.known.examples.iter().filter(alike);
            let same = same.filter(|other| (&other.field.name, &other.field.ty) == name).count();
            let is_near = example.file == place.file;
            let is_in_section = example.section == place.section;
            let is_in_response = (example.section == "response") == is_response;
            (
                example.fact.ty == fact.ty,
                is_near && is_in_section,
                is_in_section,
                is_in_response,
                same,
            )
        };
        self.known.examples.iter().filter(alike).max_by_key(|example| rank(example))
    }

    /// Whether two types of the facts have the same content.
    fn is_same_type(&self, left: &str, right: &str) -> bool {
        if left == right {
            return true;
        }
        let types = &self.facts.types;
        let (inner, other) = (element(left), element(right));
        let wrapper = |ty: &str, inner: &str| ty.replace(inner, "");
        match (types.get(inner), types.get(other)) {
            (Some(ty), Some(other_ty)) => {
                ty == other_ty && wrapper(left, inner) == wrapper(right, other)
            }
            _ => false,
        }
    }

    /// `!` marks what a call is made for; strings are, most of the time.
    fn mark(&self, fact: &Field, ty: &str, place: Place<'_>) -> &'static str {
        let is_response = place.section == "response";
        if is_response {
            let examples = self.known.examples.iter().filter(|example| {
                example.section == "response"
                    && example.fact.name == fact.name
                    && example.fact.required == fact.required
                    && example.field.ty == ty
            });
            let marks: Vec<&str> = examples.map(|example| example.field.mark.as_str()).collect();
            let count = |mark: &str| marks.iter().filter(|found| **found == mark).count();
            let best = ["!", "", "?"].into_iter().max_by_key(|mark| count(mark));
            if let Some(best) = best.filter(|_| !marks.is_empty()) {
                return best;
            }
        }
        match (fact.required, is_response && matches!(ty, "String" | "Secret")) {
            (false, _) => "?",
            (true, true) => "!",
            (true, false) => "",
        }
    }

    /// The Rust type for a type of the facts. Declares an object or an enum that is not declared yet.
    pub(super) fn rust_type(&mut self, ty: &str, name: &str, place: Place<'_>) -> String {
        let inner = |prefix: &str| ty.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        match ty {
            "string" if name.ends_with("_at") => "Timestamp".to_owned(),
            "string" if name == "public_token" => "String".to_owned(),
            "string" if SECRETS.iter().any(|end| name.ends_with(end)) => "Secret".to_owned(),
            "string" => "String".to_owned(),
            "boolean" => "bool".to_owned(),
            "int32" => "i32".to_owned(),
            "int64" => "i64".to_owned(),
            "number" => "f64".to_owned(),
            "map<any>" => "Metadata".to_owned(),
            "any" => "Json".to_owned(),
            _ => {
                if let Some(inner) = inner("array<") {
                    return format!("Vec<{}>", self.rust_type(inner, name, place));
                }
                if let Some(inner) = inner("map<") {
                    return format!("BTreeMap<String, {}>", self.rust_type(inner, name, place));
                }
                self.named_type(ty, place)
            }
        }
    }

    /// The name of the object or enum for a type of the facts.
    fn named_type(&mut self, ty: &str, place: Place<'_>) -> String {
        if let Some((file, name)) = self.find_declared(ty, place.file) {
            self.import_type(place.file, file, &name);
            return name;
        }
        let name = self.new_name(ty, place);
        self.declare(ty, &name, place);
        name
    }

    /// The file and the name of the declared or new type that `ty` has become.
    fn find_declared(&self, ty: &str, file: usize) -> Option<(usize, String)> {
        let product = self.source.files[file].product();
        let is_reachable = |file: usize| {
            let found = self.source.files[file].product();
            found == product || found == "common"
        };
        let new = self.new_types.iter();
        let mut new = new.filter(|new| self.is_same_type(&new.ty, ty) && is_reachable(new.file));
        if let Some(new) = new.next() {
            return Some((new.file, new.name.clone()));
        }
        let walked = self.known.types.get(ty).into_iter().flatten().copied();
        let is_used = |site: Site| self.known.types.values().any(|sites| sites.contains(&site));
        let alike = self.source.declarations().filter(|(site, found)| {
            let fields = found.section("").map(|section| &section.fields[..]).unwrap_or_default();
            let has = |name: &String| fields.iter().any(|field| field.is_named(name));
            match (&found.kind, self.facts.types.get(ty)) {
                (DeclarationKind::Object, Some(Type::Fields(known))) => {
                    known.len() == fields.len()
                        && known.iter().all(|fact| has(&fact.name))
                        && (!is_used(*site) || short_name(ty).ends_with(&found.name))
                }
                (DeclarationKind::Enum, Some(Type::Enum(values))) => {
                    values.len() == fields.len() && values.iter().all(has)
                }
                _ => false,
            }
        });
        let sites = walked.chain(alike.map(|(site, _)| site));
        let site =
            sites.filter(|site| is_reachable(site.file)).min_by_key(|site| site.file != file)?;
        Some((site.file, self.source.declaration(site).name.clone()))
    }

    /// A name for a type of the facts that nothing else in its product has.
    fn new_name(&self, ty: &str, place: Place<'_>) -> String {
        let short = short_name(ty);
        // `Locale` of `SendRequestLocale`
        let last = short.rsplit_once("Request").map_or("", |(_, last)| last);
        let long = format!("{}{short}", place.parent);
        let numbered = (2..).map(|number| format!("{long}{number}"));
        let names = [last.to_owned(), short.clone(), long.clone()].into_iter().chain(numbered);
        let is_taken = |name: &String| {
            let in_file = &self.source.files[place.file].declarations;
            in_file.iter().any(|found| found.name == *name)
                || self.source.find_type(place.file, name).is_some()
                || self.new_types.iter().any(|new| new.name == *name)
                || ["Request", "Response"].iter().any(|end| name.ends_with(end))
                || is_builtin(name)
        };
        names.into_iter().find(|name| !name.is_empty() && !is_taken(name)).unwrap_or(short)
    }
}

/// `ScimAttributes` for `api_b2b_scim_v1_SCIMAttributes`.
fn short_name(ty: &str) -> String {
    let words = ty
        .split('_')
        .skip_while(|word| !word.starts_with(|letter: char| letter.is_ascii_uppercase()));
    let words: Vec<&str> = words.collect();
    let name = if words.is_empty() { ty.to_owned() } else { words.join("_") };
    pascal_case(&snake_case(&name))
}
