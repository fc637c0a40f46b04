//! Devices of django-otp, as `manage.py dumpdata otp_totp otp_static auth.user` writes them:
//! <https://github.com/django-otp/django-otp/blob/master/src/django_otp/plugins/otp_totp/models.py> and
//! <https://docs.djangoproject.com/en/stable/ref/django-admin/#dumpdata>
//!
//! The key is hexadecimal and the algorithm is SHA-1. The recovery codes of a user are plain: the tokens of the
//! static devices.

use std::collections::HashMap;

use crate::{
    Json, Secret,
    cli::authenticators::{
        encoding::Encoding,
        parameters::Parameters,
        position::{Position, Unit},
        record::Record,
        user::{MatchBy, numbered, text},
    },
};

/// How far the clock of an app may be off, in steps: as far as Stytch accepts codes of another time.
const MAX_DRIFT: i64 = 1;

/// Returns the confirmed devices `otp_totp.totpdevice`.
pub(crate) fn records(document: &Json, by: MatchBy) -> Result<Vec<Record>, String> {
    if !document.is_array() {
        return Err("expected an array of objects, as `manage.py dumpdata` writes it".to_owned());
    }
    let users = Users::of(document);
    let mut records = Vec::new();
    for (number, object) in numbered(Some(document)) {
        let (model, fields) = (model(object), &object["fields"]);
        if model != "otp_totp.totpdevice" || fields["confirmed"] == Json::Bool(false) {
            continue;
        }
        let position = Position { file: None, unit: Unit::Object, number };
        let secret = text(&fields["key"]).unwrap_or_default();
        let mut record = Record::new(position, Secret::from(secret), Encoding::Hex);
        record.parameters = parameters(fields);
        if let Some(id) = text(&fields["user"]) {
            let user = users.fields.get(&id).copied();
            let field = |name| user.and_then(|user| user.get(name));
            record.member = by.reference(field("email"), Some(&fields["user"]), field("username"));
            record.recovery_codes = users.recovery_codes.get(&id).cloned().unwrap_or_default();
        }
        records.push(record);
    }
    Ok(records)
}

fn parameters(fields: &Json) -> Parameters {
    let is_zero = |name: &str| fields[name].as_i64().unwrap_or_default() == 0;
    let drift = fields["drift"].as_i64().unwrap_or_default().abs();
    // Codes that count from another time, or of a clock that is further off, would be rejected.
    let is_shifted = !is_zero("t0") || drift > MAX_DRIFT;
    Parameters {
        otp_type: None,
        algorithm: None,
        digits: text(&fields["digits"]),
        period: text(&fields["step"]),
        is_shifted,
    }
}

fn model(object: &Json) -> &str {
    object["model"].as_str().unwrap_or_default()
}

/// The users of a dump, by their primary keys.
struct Users<'a> {
    fields: HashMap<String, &'a Json>,
    recovery_codes: HashMap<String, Vec<Secret>>,
}

impl<'a> Users<'a> {
    fn of(document: &'a Json) -> Self {
        let mut fields = HashMap::new();
        let mut owners = HashMap::new();
        for (_, object) in numbered(Some(document)) {
            let Some(id) = text(&object["pk"]) else { continue };
            match model(object) {
                "otp_static.staticdevice" => {
                    owners.extend(text(&object["fields"]["user"]).map(|user| (id, user)));
                }
                // A project may have a model of its own in place of `auth.user`.
                model if model.rsplit_once('.').is_some_and(|(_, name)| name == "user") => {
                    fields.insert(id, &object["fields"]);
                }
                _ => {}
            }
        }
        let mut recovery_codes: HashMap<_, Vec<_>> = HashMap::new();
        for (_, object) in numbered(Some(document)) {
            let token = &object["fields"];
            if model(object) == "otp_static.statictoken"
                && let Some(user) = text(&token["device"]).and_then(|device| owners.get(&device))
                && let Some(code) = text(&token["token"])
            {
                recovery_codes.entry(user.clone()).or_default().push(Secret::from(code));
            }
        }
        Self { fields, recovery_codes }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::authenticators::{record::Defaults, row::Reference};

    fn device(user: u64, changes: &Json) -> Json {
        let mut fields = json!({"user": user, "name": "default", "confirmed": true, "step": 30,
            "key": "48656c6c6f21deadbeef", "t0": 0, "digits": 6, "tolerance": 1, "drift": 0, "last_t": 7});
        let changes = changes.as_object().expect("an object").clone();
        fields.as_object_mut().expect("an object").extend(changes);
        json!({"model": "otp_totp.totpdevice", "pk": user, "fields": fields})
    }

    #[test]
    fn devices_are_joined_with_users_and_tokens() {
        let document = json!([
            {"model": "accounts.user", "pk": 1, "fields": {"username": "ada", "email": "ada@acme.example"}},
            device(1, &json!({})),
            device(2, &json!({"confirmed": false})),
            {"model": "otp_static.staticdevice", "pk": 9, "fields": {"user": 1, "name": "backup"}},
            {"model": "otp_static.statictoken", "pk": 1, "fields": {"device": 9, "token": "mzxw6ytb"}},
            {"model": "otp_static.statictoken", "pk": 2, "fields": {"device": 8, "token": "other"}},
        ]);
        let records = records(&document, MatchBy::Email).unwrap();
        let [record] = records.as_slice() else { panic!("{}", records.len()) };
        assert_eq!(record.member, Some(Reference::Email("ada@acme.example".to_owned())));
        assert_eq!(record.recovery_codes, [Secret::from("mzxw6ytb")]);
        assert_eq!(record.position.to_string(), "object 2");
        let by_id = super::records(&document, MatchBy::Id).unwrap();
        assert_eq!(by_id[0].member, Some(Reference::Id("1".to_owned())));
        assert!(super::records(&json!({}), MatchBy::Email).is_err());
    }

    #[test]
    fn shifted_devices_cannot_be_migrated() {
        let cases = [
            (json!({"drift": -1}), None),
            (json!({"drift": 2}), Some("shifted codes")),
            (json!({"t0": 5}), Some("shifted codes")),
            (json!({"digits": 8}), Some("unsupported digits")),
            (json!({"step": 60}), Some("unsupported period")),
        ];
        let defaults = Defaults { organization: Some("acme".to_owned()), code_time: None };
        for (changes, expected) in cases {
            let records = records(&json!([device(1, &changes)]), MatchBy::Id).unwrap();
            let row = records.into_iter().next().unwrap().into_row(&defaults);
            let cause = row.err().map(|invalid| invalid.problem.cause);
            assert_eq!(cause.as_deref(), expected, "{changes}");
        }
    }
}
