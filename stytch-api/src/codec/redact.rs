//! Removes the secrets of a call from the texts of its API errors.

use percent_encoding::utf8_percent_encode;

use crate::{
    Secret,
    codec::{request::PATH_SEGMENT, scalar::ScalarRef},
    schema::{FieldRef, Object, ValueRef, match_value},
};

/// Shorter secrets are not redacted, because they occur in any text.
const MIN_LEN: usize = 4;

/// The secrets of one call, plain and percent-encoded, longest first.
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Collects the project secret and the secrets of `request`.
    pub(crate) fn collect(request: &dyn Object, project_secret: &Secret) -> Self {
        let mut secrets = Vec::new();
        let mut add = |secret: &Secret| {
            if secret.expose().len() >= MIN_LEN {
                let encoded = utf8_percent_encode(secret.expose(), PATH_SEGMENT).to_string();
                secrets.extend([Secret::from(encoded), secret.clone()]);
            }
        };
        add(project_secret);
        visit_secrets(FieldRef::Object(request), &mut add);
        // A secret may be a prefix of another one.
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.expose().len()));
        Self(secrets)
    }

    /// Replaces each secret in `text` with `[redacted]`.
    pub(crate) fn redact(&self, text: &mut String) {
        for secret in &self.0 {
            if text.contains(secret.expose()) {
                *text = text.replace(secret.expose(), "[redacted]");
            }
        }
    }
}

/// Calls `visit` with each secret in `field`, at any depth.
fn visit_secrets(field: FieldRef<'_>, visit: &mut dyn FnMut(&Secret)) {
    let Some(value) = field.present() else { return };
    match_value! { value;
        Scalar(value) => {
            if let Some(secret) = value.as_secret() {
                visit(secret);
            }
        },
        ValueRef::Header(header) => visit(header.header().1),
        ValueRef::Object(object) => {
            for index in 0..object.table().fields.len() {
                visit_secrets(object.field(index), visit);
            }
        }
        ValueRef::List(list) => {
            for index in 0..list.len() {
                visit_secrets(list.get(index), visit);
            }
        }
        ValueRef::Map(map) => map.for_each(&mut |_, value| visit_secrets(value, visit)),
        ValueRef::Json(_)
        | ValueRef::Metadata(_)
        | ValueRef::Enum(_)
        | ValueRef::Null
        | ValueRef::Serde(_) => {}
    }
}
