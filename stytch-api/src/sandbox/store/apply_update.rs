//! What a create or an update request sets, laid over the object that it is about.

use crate::{
    Json, Metadata, codec,
    codec::validate::fits,
    schema::{Location, Object},
};

/// `object` with the fields of the same name and kind that the body of `request` sets.
///
/// By the tables, since an Organization alone has two dozen such fields. Metadata is merged member
/// by member, where `null` removes one, as Stytch's
/// [page on metadata](https://stytch.com/docs/b2b/api/metadata) has it; all else is replaced.
pub(crate) fn apply_update<T: Object + Clone>(object: &T, request: &dyn Object) -> T {
    let mut fields = to_json(object);
    let set = to_json(request);
    for (name, value) in set {
        let place = request.table().fields.iter().find(|field| field.wire_name == name);
        let target = object.table().fields.iter().find(|field| field.wire_name == name);
        let (Some(place), Some(target)) = (place, target) else {
            continue;
        };
        if place.location != Location::Body || !fits(&target.kind, &value) {
            continue;
        }
        match value {
            Json::Object(changes) if name.ends_with("_metadata") => {
                let entry = fields.entry(name).or_insert_with(|| Json::Object(Metadata::new()));
                if let Json::Object(metadata) = entry {
                    merge_members(metadata, changes);
                }
            }
            value => {
                fields.insert(name, value);
            }
        }
    }
    // Each value that was laid over fits its field, so that this is an object of the type still.
    codec::deserialize(Json::Object(fields)).unwrap_or_else(|_| object.clone())
}

/// Sets the members of `changes`; those that are `null` are removed.
pub(crate) fn merge_members(members: &mut Metadata, changes: Metadata) {
    for (key, value) in changes {
        if value.is_null() {
            members.remove(&key);
        } else {
            members.insert(key, value);
        }
    }
}

/// An object as JSON.
pub(crate) fn to_json(object: &dyn Object) -> Metadata {
    match codec::serialize(object, serde_json::value::Serializer) {
        Ok(Json::Object(fields)) => fields,
        // Only a number that is not finite or a type of the user's own can fail, and the sandbox's
        // own objects have neither.
        _ => Metadata::new(),
    }
}
