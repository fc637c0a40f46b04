//! Users in an export of a Keycloak realm: <https://www.keycloak.org/server/importExport>
//!
//! `secretData` and `credentialData` of a credential are JSON in strings. Unless `secretEncoding` is `BASE32`, the
//! secret is the text itself, not decoded:
//! <https://github.com/keycloak/keycloak/blob/main/server-spi/src/main/java/org/keycloak/models/credential/OTPCredentialModel.java>

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

/// Returns the credentials of type `otp` of the users of a realm, or of an array of realms.
pub(crate) fn records(document: &Json, by: MatchBy) -> Result<Vec<Record>, String> {
    let realms = match document {
        Json::Array(realms) => realms.as_slice(),
        realm => std::slice::from_ref(realm),
    };
    if !realms.iter().any(|realm| realm.get("users").is_some()) {
        return Err("expected an export of a realm with its `users`; omit the files without users"
            .to_owned());
    }
    let mut records = Vec::new();
    let users = realms.iter().flat_map(|realm| numbered(realm.get("users")));
    for (number, (_, user)) in (1..).zip(users) {
        for (_, credential) in numbered(user.get("credentials")) {
            if credential.get("type").and_then(Json::as_str) == Some("otp") {
                let position = Position { file: None, unit: Unit::User, number };
                let mut record = record(position, credential);
                record.member =
                    by.reference(user.get("email"), user.get("id"), user.get("username"));
                records.push(record);
            }
        }
    }
    Ok(records)
}

fn record(position: Position, credential: &Json) -> Record {
    let secret_data = embedded(credential.get("secretData"));
    let data = embedded(credential.get("credentialData"));
    let secret = secret_data.get("value").and_then(Json::as_str).unwrap_or_default();
    let is_base32 = data.get("secretEncoding").and_then(Json::as_str);
    let is_base32 = is_base32.is_some_and(|encoding| encoding.eq_ignore_ascii_case("BASE32"));
    let encoding = if is_base32 { Encoding::Base32 } else { Encoding::Text };
    let mut record = Record::new(position, Secret::from(secret), encoding);
    let parameter = |name| data.get(name).and_then(text);
    record.parameters = Parameters {
        otp_type: parameter("subType"),
        algorithm: parameter("algorithm"),
        digits: parameter("digits"),
        period: parameter("period"),
        is_shifted: false,
    };
    record
}

/// Returns the JSON in a string; `null` if there is none.
fn embedded(value: Option<&Json>) -> Json {
    let text = value.and_then(Json::as_str);
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::authenticators::{record::Defaults, row::Reference};

    fn credential(data: &str, secret: &str) -> Json {
        json!({"type": "otp", "userLabel": "phone", "credentialData": data,
               "secretData": json!({"value": secret}).to_string()})
    }

    fn realm() -> Json {
        let plain =
            r#"{"subType":"totp","digits":6,"counter":0,"period":30,"algorithm":"HmacSHA1"}"#;
        let base32 = r#"{"subType":"totp","digits":6,"period":30,"algorithm":"HmacSHA1","secretEncoding":"BASE32"}"#;
        let hotp = r#"{"subType":"hotp","digits":6,"counter":5,"period":0,"algorithm":"HmacSHA1"}"#;
        let sha256 = r#"{"subType":"totp","digits":8,"period":30,"algorithm":"HmacSHA256"}"#;
        json!({"realm": "acme", "users": [
            {"id": "1", "username": "ada", "email": "ada@acme.example", "credentials": [
                {"type": "password", "secretData": "{}"}, credential(plain, "12345678901234567890"),
            ]},
            {"id": "2", "username": "bob", "credentials": [credential(base32, "JBSWY3DPEHPK3PXP")]},
            {"id": "3", "username": "eve", "credentials": [credential(hotp, "a"), credential(sha256, "b")]},
            {"id": "4", "username": "no-credential"},
        ]})
    }

    #[test]
    fn the_text_is_the_secret_unless_it_is_base32() {
        let records = records(&realm(), MatchBy::Username).unwrap();
        let defaults = Defaults { organization: Some("acme".to_owned()), code_time: None };
        let mut rows = records.into_iter().map(|record| record.into_row(&defaults));
        let secrets = ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "JBSWY3DPEHPK3PXP"];
        for (secret, key) in secrets.into_iter().zip(["acme/ada", "acme/bob"]) {
            let row = rows.next().unwrap().unwrap();
            assert_eq!(
                (row.authenticator.secret().expose(), row.person.key()),
                (secret, key.into())
            );
        }
        let causes: Vec<_> = rows.map(|row| row.unwrap_err().problem.cause).collect();
        assert_eq!(causes, ["unsupported type", "unsupported algorithm"]);
    }

    #[test]
    fn users_are_named_as_asked() {
        let by_email = records(&json!([realm()]), MatchBy::Email).unwrap();
        assert_eq!(by_email[0].member, Some(Reference::Email("ada@acme.example".to_owned())));
        assert_eq!(by_email[1].member, None);
        assert_eq!(by_email[1].position.to_string(), "user 2");
        assert!(records(&json!({"realm": "acme"}), MatchBy::Email).is_err());
    }
}
