//! Declares operations.

use super::{Writer, is_envelope, known::Site, source::Declaration, text, types::Place};
use crate::upstream::facts::{Field, Operation};

impl Writer<'_> {
    /// Declares the operations that are missing.
    pub(super) fn missing_operations(&mut self) {
        let facts = self.facts;
        for operation in &facts.operations {
            let route = operation.route();
            let mut declared = self.source.declarations();
            let declared = declared.find(|(_, found)| found.route() == Some(&route));
            if let Some((site, declaration)) = declared {
                if !operation.headers.is_empty() && declaration.section("header").is_none() {
                    let name = &self.source.files[site.file].path;
                    let headers = operation.headers.join(", ");
                    self.missing
                        .unwritten
                        .push(format!("{route}: missing headers {headers}, in {}", name.display()));
                }
                continue;
            }
            match self.source.resource_of(operation) {
                Some(resource) => self.operation(operation, resource),
                None => self.missing.unwritten.push(format!(
                    "{route}: no `resource!` is named `{}`, and it has no parent to be added to; \
                     declare it first",
                    operation.resource
                )),
            }
        }
    }

    fn operation(&mut self, operation: &Operation, resource: Site) {
        let source = self.source;
        let declaration = source.declaration(resource);
        let file = resource.file;
        let text = self.endpoint(operation, declaration, file);
        let declarations = &source.files[file].declarations;
        let endpoint = declarations.iter().rfind(|found| found.route().is_some());
        let line = endpoint.map_or(declaration.end, |found| found.end) + 1;
        self.edits.insert(file, line, format!("\n{text}"));
        self.edits.import(file, "endpoint");
        let request = format!("{}Request", text::pascal_case(&operation.sdk_method));
        self.edits.add_request(resource, request.clone());
        self.snippet(file, format!("// endpoints: [… {request}]\n{text}"));
        let route = operation.route();
        let is_paginated = self.facts.has_request_field(operation, "cursor");
        let is_unclear = is_paginated && self.items_field(operation).is_none();
        let list = is_unclear.then(|| format!("{route}: add `#[pages(…)]`"));
        let retry = (operation.method == "POST" || operation.method == "PATCH")
            .then(|| format!("{route}: add `#[retry(safe)]` if repeating it does no harm"));
        self.missing.reminders.extend(list.into_iter().chain(retry));
    }

    /// The text of an endpoint.
    fn endpoint(&mut self, operation: &Operation, resource: &Declaration, file: usize) -> String {
        let mut sections = Vec::new();
        let string =
            |name: &String| Field { name: name.clone(), ty: "string".to_owned(), required: true };
        let path: Vec<Field> = operation.path_params.iter().map(string).collect();
        let facts = self.facts;
        let body = facts.fields(operation.body.as_deref().unwrap_or_default());
        let response: Vec<Field> = facts.fields(&operation.response).to_vec();
        let is_bare = !response.iter().any(is_envelope);
        let response: Vec<Field> =
            response.into_iter().filter(|field| is_bare || !is_envelope(field)).collect();
        let parts = [
            ("path", &path[..]),
            ("query", &operation.query[..]),
            ("header", &[]),
            ("body", body),
            ("response", &response[..]),
        ];
        for (section, fields) in parts {
            let place = Place { file, section, parent: &resource.name };
            let mut lines: Vec<String> = fields
                .iter()
                .map(|fact| text::documented(&fact.name, &self.field(fact, place)))
                .collect();
            if section == "header" {
                lines = self.headers(&operation.headers, file);
            }
            if !lines.is_empty() {
                sections.push(text::section(section, &lines));
            } else if section == "body" && operation.body.is_some() {
                sections.push("    body {}\n".to_owned());
            }
        }
        let mut attributes = Vec::new();
        let inherited = resource.host.as_deref().unwrap_or("api");
        if operation.host != inherited {
            attributes.push(format!("host({})", operation.host));
        }
        attributes.extend(is_bare.then(|| "bare".to_owned()));
        attributes.extend(self.items_field(operation).map(|items| format!("pages({items})")));
        text::endpoint(operation, &resource.name, &attributes, &sections)
    }

    /// The list in the response of a paginated operation: the only one, next to a cursor where
    /// `#[pages(…)]` expects it.
    fn items_field(&self, operation: &Operation) -> Option<&str> {
        if !self.facts.has_request_field(operation, "cursor") {
            return None;
        }
        let response = self.facts.fields(&operation.response);
        let metadata = response.iter().find(|field| field.name == "results_metadata");
        let metadata = metadata.map(|field| self.facts.fields(&field.ty)).unwrap_or_default();
        let is_cursor = |field: &Field| field.name == "next_cursor" && field.ty == "string";
        if !response.iter().chain(metadata).any(is_cursor) {
            return None;
        }
        let mut lists = response.iter().filter(|field| field.ty.starts_with("array<"));
        let items = lists.next().filter(|_| lists.next().is_none());
        items.map(|items| items.name.as_str())
    }

    /// The fields of the `header` section.
    fn headers(&mut self, names: &[String], file: usize) -> Vec<String> {
        let is_session = |name: &&String| name.starts_with("X-Stytch-Member-Session");
        let mut lines = Vec::new();
        if names.iter().any(|name| is_session(&name)) {
            self.edits.import(file, "MemberCredential");
            lines.push(text::documented(
                "member_credential",
                "member_credential?: MemberCredential,",
            ));
        }
        for name in names.iter().filter(|name| !is_session(name)) {
            let field = name.trim_start_matches("X-").replace('-', "_").to_lowercase();
            lines.push(text::documented(name, &format!("{field}?: String = \"{name}\",")));
        }
        lines
    }
}
