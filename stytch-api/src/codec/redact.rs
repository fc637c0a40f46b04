//! Takes the secrets of a call out of what is said about it.

use percent_encoding::utf8_percent_encode;

use crate::{
    Secret,
    codec::request::SEGMENT,
    schema::{FieldRef, Object},
};

/// Shorter values are left: they would be found in any text.
const SHORTEST: usize = 4;

/// The secrets of one call, as they may be repeated.
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Those of `request`, and `project`.
    pub(crate) fn of(request: &dyn Object, project: &Secret) -> Self {
        let mut secrets = Vec::new();
        let mut add = |secret: &str| {
            if secret.len() >= SHORTEST {
                let encoded = utf8_percent_encode(secret, SEGMENT).to_string();
                secrets.extend([Secret::from(encoded), Secret::from(secret)]);
            }
        };
        add(project.expose());
        each_secret(FieldRef::Object(request), &mut add);
        // A secret may begin with another: the longer goes first.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        Self(secrets)
    }

    /// Replaces each of them that `text` repeats.
    pub(crate) fn redact(&self, text: &mut String) {
        for secret in &self.0 {
            if text.contains(secret.expose()) {
                *text = text.replace(secret.expose(), "[redacted]");
            }
        }
    }
}

fn each_secret(value: FieldRef<'_>, visit: &mut dyn FnMut(&str)) {
    match value.present() {
        Some(FieldRef::Secret(secret)) => visit(secret.expose()),
        Some(FieldRef::Header(value)) => visit(value.header().1.expose()),
        Some(FieldRef::Object(object)) => {
            for index in 0..object.table().fields.len() {
                each_secret(object.field(index), visit);
            }
        }
        Some(FieldRef::List(list)) => {
            for index in 0..list.len() {
                each_secret(list.get(index), visit);
            }
        }
        Some(FieldRef::Map(entries)) => entries.for_each(&mut |_, value| each_secret(value, visit)),
        _ => {}
    }
}
