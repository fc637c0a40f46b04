//! Copies fields between objects: from a request to the object it is about, or to a response.

use crate::{
    Json, Metadata, codec,
    codec::validate::fits,
    schema::{Location, Object, Table},
};

/// Returns `object` with the values of the request's body fields that have the same name and kind.
///
/// Metadata is merged key by key, and `null` removes a key, as documented on Stytch's
/// [page on metadata](https://stytch.com/docs/b2b/api/metadata). Other values are replaced.
pub(crate) fn apply_update<T: Object + Clone>(object: &T, request: &dyn Object) -> T {
    let mut fields = to_json(object);
    for (name, value) in to_json(request) {
        let source = request.table().fields.iter().find(|field| field.wire_name == name);
        let target = object.table().fields.iter().find(|field| field.wire_name == name);
        let (Some(source), Some(target)) = (source, target) else {
            continue;
        };
        if source.location != Location::Body || !fits(&target.kind, &value) {
            continue;
        }
        match value {
            Json::Object(changes) if name.ends_with("_metadata") => {
                let entry = fields.entry(name).or_insert_with(|| Json::Object(Metadata::new()));
                if let Json::Object(metadata) = entry {
                    merge_metadata(metadata, changes);
                }
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    // Each copied value fits its field, so the result is still a valid `T`.
    codec::deserialize(Json::Object(fields)).unwrap_or_else(|_| object.clone())
}

/// Returns a `T` with those values of `source` whose names it has, and default values elsewhere. Fields
/// of the same name must have the same type. The members of a flattened field are copied if `T` has one, too.
pub(crate) fn copy_fields<T: Object>(source: &dyn Object) -> T {
    let target = T::empty();
    let has = |table: &Table, name: &str| table.index_of(name, 0).is_some();
    let is_copied = |name: &str| {
        let is_flattened = target.table().flattened().is_some() && !has(source.table(), name);
        is_flattened || has(target.table(), name)
    };
    let mut fields = to_json(&target);
    fields.extend(to_json(source).into_iter().filter(|(name, _)| is_copied(name)));
    codec::deserialize(Json::Object(fields)).unwrap_or(target)
}

/// Sets the keys of `changes`; a `null` removes its key.
pub(crate) fn merge_metadata(metadata: &mut Metadata, changes: Metadata) {
    for (key, value) in changes {
        if value.is_null() {
            metadata.remove(&key);
        } else {
            metadata.insert(key, value);
        }
    }
}

/// The fields of an object as JSON.
pub(crate) fn to_json(object: &dyn Object) -> Metadata {
    match codec::serialize(object, serde_json::value::Serializer) {
        Ok(Json::Object(fields)) => fields,
        // Only a non-finite number or a custom serde type can fail; the sandbox's objects have neither.
        _ => Metadata::new(),
    }
}
