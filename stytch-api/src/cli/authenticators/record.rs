//! An authenticator as a file states it.

use std::time::SystemTime;

use crate::{
    Secret,
    cli::authenticators::{
        encoding::Encoding,
        parameters::Parameters,
        position::Position,
        recovery_codes::check_plain,
        row::{InvalidRow, Person, Problem, Reference, Row},
        verification::{parse_time, verify},
    },
    totp::Authenticator,
};

/// An authenticator as a file states it: nothing is decoded or checked.
pub(crate) struct Record {
    pub(crate) position: Position,
    pub(crate) organization: Option<String>,
    pub(crate) member: Option<Reference>,
    pub(crate) secret: Secret,
    pub(crate) encoding: Encoding,
    pub(crate) parameters: Parameters,
    pub(crate) recovery_codes: Vec<Secret>,
    /// A code that the app has shown.
    pub(crate) code: Option<Secret>,
    /// When the app has shown it.
    pub(crate) code_time: Option<String>,
}

/// What holds for all records that do not state it themselves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Defaults {
    pub(crate) organization: Option<String>,
    pub(crate) code_time: Option<SystemTime>,
}

impl Record {
    /// A record that states nothing but a secret.
    pub(crate) fn new(position: Position, secret: Secret, encoding: Encoding) -> Self {
        Self {
            position,
            organization: None,
            member: None,
            secret,
            encoding,
            parameters: Parameters::default(),
            recovery_codes: Vec::new(),
            code: None,
            code_time: None,
        }
    }

    /// Decodes the secret, and checks that the authenticator can be migrated.
    pub(crate) fn into_row(self, defaults: &Defaults) -> Result<Row, InvalidRow> {
        let position = self.position.clone();
        let person = match self.person(defaults) {
            Ok(person) => person,
            Err(problem) => {
                return Err(InvalidRow { key: position.to_string(), position, problem });
            }
        };
        match self.authenticator(defaults) {
            Ok(authenticator) => {
                let recovery_codes = self.recovery_codes;
                Ok(Row { position, person, authenticator, recovery_codes })
            }
            Err(problem) => Err(InvalidRow { key: person.key(), position, problem }),
        }
    }

    fn person(&self, defaults: &Defaults) -> Result<Person, Problem> {
        let organization = self.organization.as_ref().or(defaults.organization.as_ref());
        let missing = |what: &str| Problem::new("no person", format!("{what} is missing"));
        let organization = organization.ok_or_else(|| missing("the Organization"))?.clone();
        let member = self.member.clone();
        let member = member.ok_or_else(|| missing("the Member's ID or email address"))?;
        Ok(Person { organization, member })
    }

    fn authenticator(&self, defaults: &Defaults) -> Result<Authenticator, Problem> {
        self.parameters.check()?;
        let authenticator = self.encoding.decode(&self.secret)?;
        check_plain(&self.recovery_codes)?;
        if let Some(code) = &self.code {
            let time = self.code_time.as_deref().map(parse_time).transpose();
            let invalid = |text| Problem::new("invalid time", text);
            let time = time.map_err(invalid)?.or(defaults.code_time);
            let missing = || invalid("the known code has no time".to_owned());
            verify(&authenticator, code, time.ok_or_else(missing)?)?;
        }
        Ok(authenticator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::authenticators::position::Unit;

    fn record() -> Record {
        let position = Position { file: None, unit: Unit::Line, number: 7 };
        let mut record =
            Record::new(position, Secret::from("12345678901234567890"), Encoding::Text);
        record.organization = Some("acme".to_owned());
        record.member = Some(Reference::Email("Ada@acme.example".to_owned()));
        record
    }

    fn invalid(record: Record) -> (String, String) {
        let invalid = record.into_row(&Defaults::default()).unwrap_err();
        (invalid.key, invalid.problem.cause)
    }

    #[test]
    fn a_valid_record_is_a_row() {
        let row = record().into_row(&Defaults::default()).unwrap();
        assert_eq!(row.person.key(), "acme/ada@acme.example");
        assert_eq!(row.authenticator.secret().expose(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let organization = Some("globex".to_owned());
        let defaults = Defaults { organization, code_time: None };
        let row = Record { organization: None, ..record() }.into_row(&defaults).unwrap();
        assert_eq!(row.person.key(), "globex/ada@acme.example");
    }

    #[test]
    fn an_invalid_record_has_a_key_and_a_cause() {
        let key = "acme/ada@acme.example".to_owned();
        let unnamed = Record { member: None, ..record() };
        assert_eq!(invalid(unnamed), ("line 7".to_owned(), "no person".to_owned()));
        let empty = Record { secret: Secret::default(), ..record() };
        assert_eq!(invalid(empty), (key.clone(), "invalid secret".to_owned()));
        let timeless = Record { code: Some(Secret::from("081804")), ..record() };
        assert_eq!(invalid(timeless), (key.clone(), "invalid time".to_owned()));
        let code_time = Some("1111111109".to_owned());
        let wrong = Record { code: Some(Secret::from("081805")), code_time, ..record() };
        assert_eq!(invalid(wrong), (key, "verification failed".to_owned()));
    }
}
