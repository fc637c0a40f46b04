//! Adds fields to declarations.

use super::{
    Writer, is_envelope,
    known::{Pair, Site},
    text,
    types::Place,
};
use crate::upstream::facts::Field;

impl Writer<'_> {
    /// Adds the fields and the enum values that are missing in declared types.
    pub(super) fn missing_fields(&mut self) {
        let known = self.known;
        for pair in &known.pairs {
            self.missing_fields_of(pair);
        }
        for (site, values) in &known.enums {
            let declaration = self.source.declaration(*site);
            let Some(section) = declaration.section("") else { continue };
            let is_missing =
                |value: &&String| !section.fields.iter().any(|field| field.wire_name == **value);
            for value in values.iter().filter(is_missing) {
                let key = (*site, String::new(), value.clone());
                let text = text::variant(value);
                if self.edits.insert_once(key, declaration.end - 1, &text) {
                    self.snippet(site.file, format!("{}: {text}", declaration.name));
                }
            }
        }
    }

    fn missing_fields_of(&mut self, pair: &Pair) {
        let site = pair.site;
        let declaration = self.source.declaration(site);
        let section = declaration.section(&pair.section);
        let fields = section.map(|section| &section.fields[..]).unwrap_or_default();
        let missing: Vec<&Field> = pair
            .facts
            .iter()
            .filter(|fact| !fields.iter().any(|field| field.is_named(&fact.name)))
            .filter(|fact| {
                !(pair.section == "response" && is_envelope(fact) && !declaration.is_bare)
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let Some(section) = section else {
            let lines = missing
                .iter()
                .map(|fact| self.documented_field(fact, site, pair))
                .collect::<Vec<_>>();
            let text = text::section(&pair.section, &lines);
            let key = (site, pair.section.clone(), String::new());
            let line = self.section_line(site, &pair.section);
            let text = match line {
                Some(_) => format!("{text}\n"),
                None => format!("\n{text}"),
            };
            if self.edits.insert_once(key, line.unwrap_or(declaration.end), &text) {
                self.snippet(site.file, format!("{}:\n{text}", declaration.name));
            }
            return;
        };
        let file = &self.source.files[site.file];
        if file.lines[section.start].ends_with("{}") {
            let fields: Vec<&str> = missing.iter().map(|fact| fact.name.as_str()).collect();
            self.missing.unwritten.push(format!(
                "{}: the empty section `{}` of {} needs {}",
                file.path.display(),
                section.name,
                declaration.name,
                fields.join(", ")
            ));
            return;
        }
        for fact in missing {
            let index = pair.facts.iter().position(|other| other == fact).unwrap_or_default();
            let before = pair.facts[..index].iter().rev();
            let mut before =
                before.filter_map(|fact| fields.iter().find(|field| field.is_named(&fact.name)));
            let line = before.next().map_or(section.start, |field| field.line) + 1;
            let key = (site, pair.section.clone(), fact.name.clone());
            if self.edits.is_inserted(&key) {
                continue;
            }
            let text = self.documented_field(fact, site, pair);
            self.edits.insert_once(key, line, &text);
            self.snippet(site.file, format!("{}: {text}", declaration.name));
        }
    }

    fn documented_field(&mut self, fact: &Field, site: Site, pair: &Pair) -> String {
        let declaration = self.source.declaration(site);
        let parent = text::pascal_case(&declaration.name);
        let place = Place { file: site.file, section: &pair.section, parent: &parent };
        text::documented(&fact.name, &self.field(fact, place))
    }

    /// The line of the section before which a new section is inserted.
    fn section_line(&self, site: Site, name: &str) -> Option<usize> {
        let rank = |name: &str| text::SECTIONS.iter().position(|section| *section == name);
        let sections = &self.source.declaration(site).sections;
        sections
            .iter()
            .find(|section| rank(&section.name) > rank(name))
            .map(|section| section.start)
    }
}
