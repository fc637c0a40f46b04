//! Users in the schema of Auth0's bulk imports, with their MFA enrollments:
//! <https://auth0.com/docs/secure/multi-factor-authentication/authenticate-using-ropg-flow-with-mfa/import-user-mfa-authenticator-enrollments>
//!
//! The secret is base32. The schema has no parameters: Auth0 verifies the codes of apps like Google Authenticator.

use crate::{
    Json, Secret,
    cli::authenticators::{
        encoding::Encoding,
        position::{Position, Unit},
        record::Record,
        user::{MatchBy, numbered, text},
    },
};

/// Returns the authenticators of an array of users: each `mfa_factors[].totp.secret`.
pub(crate) fn records(document: &Json, by: MatchBy) -> Result<Vec<Record>, String> {
    if !document.is_array() {
        return Err("expected an array of users, each with `mfa_factors`".to_owned());
    }
    let mut records = Vec::new();
    for (number, user) in numbered(Some(document)) {
        for (_, factor) in numbered(user.get("mfa_factors")) {
            let Some(totp) = factor.get("totp") else { continue };
            let secret = totp.get("secret").and_then(text).unwrap_or_default();
            let position = Position { file: None, unit: Unit::User, number };
            let mut record = Record::new(position, Secret::from(secret), Encoding::Base32);
            let username = user.get("username");
            record.member = by.reference(user.get("email"), user.get("user_id"), username);
            records.push(record);
        }
    }
    Ok(records)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::authenticators::row::Reference;

    #[test]
    fn authenticators_are_factors_of_users() {
        let users = json!([
            {"email": "ada@acme.example", "user_id": "5f7c", "mfa_factors": [
                {"phone": {"value": "+12125550001"}},
                {"totp": {"secret": "JBSWY3DPEHPK3PXP"}},
            ]},
            {"email": "no-factor@acme.example"},
            {"email": "bob@acme.example", "mfa_factors": [{"totp": {}}]},
        ]);
        let records = records(&users, MatchBy::Email).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].member, Some(Reference::Email("ada@acme.example".to_owned())));
        assert_eq!(records[0].secret.expose(), "JBSWY3DPEHPK3PXP");
        assert_eq!(records[1].position.to_string(), "user 3");
        assert!(records[1].secret.is_empty());
        let by_id = super::records(&users, MatchBy::Id).unwrap();
        assert_eq!(by_id[0].member, Some(Reference::Id("5f7c".to_owned())));
        assert_eq!(by_id[1].member, None);
        assert!(super::records(&json!({}), MatchBy::Email).is_err());
    }
}
