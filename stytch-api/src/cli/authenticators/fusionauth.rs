//! Users in the schema of FusionAuth's bulk imports:
//! <https://fusionauth.io/docs/apis/users#import-users>
//!
//! The secret is base64, and the recovery codes are plain.

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

/// Returns the authenticators of `users[].twoFactor.methods[]`, or of an array of users.
pub(crate) fn records(document: &Json, by: MatchBy) -> Result<Vec<Record>, String> {
    let users = document.get("users").or(Some(document)).filter(|users| users.is_array());
    if users.is_none() {
        return Err("expected `{\"users\": […]}`, as FusionAuth's API imports them".to_owned());
    }
    let mut records = Vec::new();
    for (number, user) in numbered(users) {
        let Some(two_factor) = user.get("twoFactor") else { continue };
        for (_, method) in numbered(two_factor.get("methods")) {
            if method.get("method").and_then(Json::as_str) == Some("authenticator") {
                let position = Position { file: None, unit: Unit::User, number };
                let mut record = record(position, method);
                record.member =
                    by.reference(user.get("email"), user.get("id"), user.get("username"));
                let codes = numbered(two_factor.get("recoveryCodes"));
                record.recovery_codes =
                    codes.filter_map(|(_, code)| text(code)).map(Secret::from).collect();
                records.push(record);
            }
        }
    }
    Ok(records)
}

fn record(position: Position, method: &Json) -> Record {
    let secret = method.get("secret").and_then(text).unwrap_or_default();
    let mut record = Record::new(position, Secret::from(secret), Encoding::Base64);
    let parameter = |name| text(method.get("authenticator")?.get(name)?);
    record.parameters = Parameters {
        otp_type: None,
        algorithm: parameter("algorithm"),
        digits: parameter("codeLength"),
        period: parameter("timeStep"),
        is_shifted: false,
    };
    record
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::authenticators::row::Reference;

    #[test]
    fn authenticators_are_methods_of_users() {
        let users = json!({"total": 2, "users": [
            {"id": "00000000-0000-0001-0000-000000000000", "email": "ada@acme.example",
             "twoFactor": {
                "methods": [
                    {"method": "sms", "mobilePhone": "+12125550001"},
                    {"method": "authenticator", "secret": "SGVsbG8h3q2+7w==",
                     "authenticator": {"algorithm": "HmacSHA1", "codeLength": 6, "timeStep": 30}},
                ],
                "recoveryCodes": ["3UNHF-6UFGS", "B7N4P-DQZ2T"],
             }},
            {"id": "00000000-0000-0001-0000-000000000001", "email": "bob@acme.example",
             "twoFactor": {"methods": []}},
        ]});
        for document in [users.clone(), users["users"].clone()] {
            let records = records(&document, MatchBy::Email).unwrap();
            let [record] = records.as_slice() else { panic!("{}", records.len()) };
            assert_eq!(record.member, Some(Reference::Email("ada@acme.example".to_owned())));
            assert_eq!(
                (record.secret.expose(), record.encoding),
                ("SGVsbG8h3q2+7w==", Encoding::Base64)
            );
            assert_eq!(record.parameters.algorithm.as_deref(), Some("HmacSHA1"));
            assert_eq!(record.parameters.digits.as_deref(), Some("6"));
            assert_eq!(record.parameters.check(), Ok(()));
            assert_eq!(record.recovery_codes, ["3UNHF-6UFGS", "B7N4P-DQZ2T"].map(Secret::from));
        }
        assert!(records(&json!({}), MatchBy::Email).is_err());
    }
}
