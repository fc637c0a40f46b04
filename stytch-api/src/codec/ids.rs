//! Finds swapped arguments before a request is sent: an ID of another kind, an ID in place of a secret,
//! a secret in place of an ID, and an empty ID.

use crate::{
    Json,
    error::InvalidField,
    schema::{Field, Location, Object, Presence, ValueRef},
};

/// The kinds of IDs, as in `member-test-…`.
const KINDS: [&str; 20] = [
    "connected-app",
    "email",
    "m2m-client",
    "member",
    "member-email",
    "member-password",
    "member-phone-number",
    "member-session",
    "member-totp",
    "oidc-connection",
    "organization",
    "password",
    "phone-number",
    "project",
    "saml-connection",
    "scim-connection",
    "session",
    "totp",
    "user",
    "webauthn-registration",
];

/// The fields whose IDs have a known kind, and the kinds of values that they accept. The external ID of
/// a Member or an Organization may be the ID that a person had as a User, and vice versa.
const ID_FIELDS: [(&str, &[&str]); 4] = [
    ("organization_id", &["organization", "user"]),
    ("member_id", &["member", "user"]),
    ("user_id", &["user", "member"]),
    ("project_id", &["project"]),
];

/// The minimum length of a project secret, without its prefix, to be recognized outside of ID fields: a
/// name may begin the same way.
const MIN_SECRET_LEN: usize = 16;

/// Checks the fields of a request, at any depth.
pub(crate) fn check_ids(request: &dyn Object) -> Result<(), InvalidField> {
    for (index, field) in request.table().fields.iter().enumerate() {
        if let Some(value) = request.field(index).present() {
            check_value(field, value)?;
        }
    }
    Ok(())
}

fn check_value(field: &Field, value: ValueRef<'_>) -> Result<(), InvalidField> {
    let problem = match value {
        ValueRef::String(text) => text_problem(field, text),
        ValueRef::Secret(secret) => secret_problem(field, secret.expose()),
        ValueRef::Json(json) => json_problem(json),
        ValueRef::Metadata(metadata) => metadata.values().find_map(json_problem),
        ValueRef::Object(object) => return check_ids(object),
        ValueRef::List(list) => {
            let elements = (0..list.len()).filter_map(|index| list.get(index).present());
            return elements.into_iter().try_for_each(|element| check_value(field, element));
        }
        ValueRef::Map(map) => {
            let mut result = Ok(());
            map.for_each(&mut |_, value| {
                if let (Ok(()), Some(value)) = (&result, value.present()) {
                    result = check_value(field, value);
                }
            });
            return result;
        }
        ValueRef::Enum(_)
        | ValueRef::Timestamp(_)
        | ValueRef::Bool(_)
        | ValueRef::I32(_)
        | ValueRef::I64(_)
        | ValueRef::U32(_)
        | ValueRef::U64(_)
        | ValueRef::F64(_)
        | ValueRef::Null
        | ValueRef::Header(_)
        | ValueRef::Serde(_) => None,
    };
    problem.map_or(Ok(()), |problem| Err(InvalidField { field: field.name, problem }))
}

fn text_problem(field: &Field, text: &str) -> Option<&'static str> {
    let is_id = field.name.ends_with("_id") || field.name.ends_with("_ids");
    let is_required = field.presence == Presence::Required && field.location != Location::Path;
    if text.is_empty() {
        return (is_id && is_required).then_some("an ID must not be empty");
    }
    if is_project_secret(text, is_id) {
        return Some(
            "it starts like a project secret, which must not be sent here; \
             check the order of the arguments",
        );
    }
    let (_, accepted) =
        ID_FIELDS.iter().find(|(name, _)| field.name.trim_end_matches('s') == *name)?;
    let kind = id_kind(text)?;
    (!accepted.contains(&kind))
        .then_some("it starts like the ID of something else; check the order of the arguments")
}

/// Checks only the arguments of `new`, which can be swapped. Passwords may start like an ID, because
/// users choose them.
fn secret_problem(field: &Field, secret: &str) -> Option<&'static str> {
    let can_be_swapped = field.presence == Presence::Required && !field.name.contains("password");
    let is_id = can_be_swapped && id_kind(secret).is_some();
    is_id.then_some("it is an ID, not a secret; check the order of the arguments")
}

fn json_problem(json: &Json) -> Option<&'static str> {
    match json {
        Json::String(text) if is_project_secret(text, false) => {
            Some("it contains a project secret, which must not be sent here")
        }
        Json::Array(items) => items.iter().find_map(json_problem),
        Json::Object(members) => members.values().find_map(json_problem),
        Json::String(_) | Json::Null | Json::Bool(_) | Json::Number(_) => None,
    }
}

/// Whether a text is a project secret. A name or a slug may begin the same way, so the text must also look
/// random; in an ID field, a number suffices.
fn is_project_secret(text: &str, is_id: bool) -> bool {
    let secret = ["secret-test-", "secret-live-"].iter().find_map(|start| text.strip_prefix(start));
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte);
    secret.is_some_and(|secret| {
        let has_digit_or_capital =
            secret.bytes().any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        let is_random = secret.len() >= MIN_SECRET_LEN && secret.bytes().all(is_base64);
        (is_random && has_digit_or_capital)
            || (is_id && !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// Returns the kind of an ID, `member` for `member-test-…`. The part after the prefix is a UUID: a slug
/// such as `session-live-2024` is not an ID.
fn id_kind(text: &str) -> Option<&'static str> {
    let first = text.bytes().next()?;
    let is_kind = |kind: &&str| {
        if !kind.as_bytes().starts_with(&[first]) {
            return false;
        }
        let rest = text.strip_prefix(*kind);
        let uuid = rest
            .and_then(|rest| rest.strip_prefix("-test-").or_else(|| rest.strip_prefix("-live-")));
        uuid.is_some_and(|uuid| starts_like_uuid(uuid) || (is_frequent(kind) && is_number(uuid)))
    };
    KINDS.into_iter().find(is_kind)
}

/// The kinds of which tests use short IDs, such as `member-test-1`.
fn is_frequent(kind: &str) -> bool {
    matches!(kind, "member" | "organization" | "project" | "user")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the first of the five parts of a UUID, eight hexadecimal digits, starts the text.
fn starts_like_uuid(text: &str) -> bool {
    let (first, _) = text.split_once('-').unwrap_or((text, ""));
    first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;

    const fn field(name: &'static str, presence: Presence, location: Location) -> Field {
        Field::new(name, name, "", location, presence, Kind::String)
    }

    #[test]
    fn swapped_ids_and_secrets_are_found() {
        let id = |name| field(name, Presence::Required, Location::Body);
        let table = [
            ("organization_id", "organization-test-1", true),
            ("organization_id", "acme", true),
            ("organization_id", "member-test-1", false),
            ("organization_id", "member-32fc5024", true),
            ("organization_id", "member-live-32fc5024-9c09-4da3-bd2e-c9ce4da9375f", false),
            ("organization_id", "member-live-abcdefab-9c09-4da3-bd2e-c9ce4da9375f", false),
            ("organization_id", "member-session-live-32fc5024-9c09", false),
            ("organization_id", "session-live-2024", true),
            ("organization_id", "secret-live-shows-2024", true),
            ("organization_id", "secret-live-shows-and-events", true),
            ("organization_id", "session-live-events", true),
            ("organization_id", "email-test-cafe", true),
            ("organization_id", "secret-live-shows", true),
            ("organization_id", "user-live-1", true),
            ("organization_ids", "member-live-1", false),
            ("organization_id", "memberships-test-1", true),
            ("organization_id", "member", true),
            ("organization_id", "secret-test-1", false),
            ("organization_id", "", false),
            ("member_id", "member-live-1", true),
            ("member_id", "user-live-1", true),
            ("member_id", "organization-live-1", false),
            ("user_id", "project-test-1", false),
            ("project_id", "user-test-1", false),
            ("external_id", "user-test-1", true),
            ("external_id", "secret-live-1", false),
            ("organization_name", "", true),
            ("organization_name", "member-test-1", true),
            ("organization_name", "secret-test-lab", true),
            ("organization_name", "secret-test-0123456789abcdef", false),
            ("organization_name", "secret-test-0123456789 abcdef", true),
        ];
        for (name, value, is_valid) in table {
            assert_eq!(text_problem(&id(name), value).is_none(), is_valid, "{name}: {value}");
        }
    }

    #[test]
    fn only_a_required_id_outside_of_the_path_must_not_be_empty() {
        let optional = field("member_id", Presence::Optional, Location::Body);
        assert_eq!(text_problem(&optional, ""), None);
        // An empty path segment has a separate error.
        let path = field("member_id", Presence::Required, Location::Path);
        assert_eq!(text_problem(&path, ""), None);
    }

    #[test]
    fn id_in_place_of_a_secret_is_found() {
        let secret = |name| field(name, Presence::Required, Location::Body);
        let optional = field("secret", Presence::Optional, Location::Body);
        assert!(secret_problem(&optional, "member-test-1").is_none());
        assert!(secret_problem(&secret("secret"), "member-test-1").is_some());
        assert!(secret_problem(&secret("secret"), "BTGNX5RKJRMQWQFRQKTG34JCF6XDRHZS").is_none());
        assert!(secret_problem(&secret("password"), "member-test-1").is_none());
    }
}
