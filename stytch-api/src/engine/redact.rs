//! Takes the secrets of a request out of what is said about it.

use crate::table::{Get, Object};

/// Shorter values are left: they would be found in any text.
const SHORTEST: usize = 4;

/// Replaces each secret of `object` that `text` repeats.
pub(crate) fn redact(object: &dyn Object, text: &mut String) {
    each_secret(Get::Object(object), &mut |secret| {
        if secret.len() >= SHORTEST && text.contains(secret) {
            *text = text.replace(secret, "[redacted]");
        }
    });
}

fn each_secret(value: Get<'_>, visit: &mut dyn FnMut(&str)) {
    match value.present() {
        Some(Get::Secret(secret)) => visit(secret.expose()),
        Some(Get::Header(value)) => visit(value.header().1.expose()),
        Some(Get::Object(object)) => {
            for index in 0..object.table().fields.len() {
                each_secret(object.get(index), visit);
            }
        }
        Some(Get::List(list)) => {
            for index in 0..list.len() {
                each_secret(list.item(index), visit);
            }
        }
        Some(Get::Map(entries)) => entries.each(&mut |_, value| each_secret(value, visit)),
        _ => {}
    }
}
