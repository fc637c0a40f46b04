use super::*;
use crate::cli::authenticators::columns::ColumnOptions;

fn csv(text: &str, columns: Columns) -> Result<Vec<Option<Record>>, String> {
    let reader = CsvReader::new(text.as_bytes(), columns, Encoding::Base32);
    let records = reader.and_then(Iterator::collect);
    records.map_err(|error| error.to_string())
}

fn columns() -> Columns {
    ColumnOptions::default().columns()
}

#[test]
fn columns_have_default_names() {
    let text = "organization_id,member_id,email_address,secret,recovery_codes,algorithm,digits\n\
        acme,member-test-1,,JBSW Y3DP,a;b,SHA256,8\n\
        acme,,ada@acme.example,JBSWY3DP,,,\n\
        acme,,bob@acme.example,,,,\n";
    let records = csv(text, columns()).unwrap();
    let [Some(first), Some(second), None] = records.as_slice() else { panic!("{}", records.len()) };
    assert_eq!(first.organization.as_deref(), Some("acme"));
    assert_eq!(first.member, Some(Reference::Id("member-test-1".to_owned())));
    assert_eq!(first.secret.expose(), "JBSW Y3DP");
    assert_eq!(first.recovery_codes, ["a", "b"].map(Secret::from));
    assert_eq!(first.parameters.algorithm.as_deref(), Some("SHA256"));
    assert_eq!(first.parameters.digits.as_deref(), Some("8"));
    assert_eq!(second.member, Some(Reference::Email("ada@acme.example".to_owned())));
    assert_eq!(second.parameters, Parameters::default());
    assert_eq!(second.position.to_string(), "line 3");
}

#[test]
fn columns_can_be_named() {
    let required = |name: &str| Column { name: name.to_owned(), is_required: true };
    let named = Columns {
        secret: required("key"),
        email: required("mail"),
        code: required("code"),
        code_time: required("at"),
        ..columns()
    };
    let text = "mail,key,code,at\nada@acme.example,JBSWY3DP,123456,1111111109\n";
    let records = csv(text, named.clone()).unwrap();
    let [Some(record)] = records.as_slice() else { panic!("{}", records.len()) };
    assert_eq!(record.code, Some(Secret::from("123456")));
    assert_eq!(record.code_time.as_deref(), Some("1111111109"));
    let error = csv("mial,key,code,at\n", named).err();
    assert_eq!(error.as_deref(), Some("line 1: there is no column `mail`; did you mean `mial`?"));
}

#[test]
fn an_export_by_clerk_has_known_columns() {
    let text = "id,first_name,primary_email_address,totp_secret,password_digest\n\
        user_1,Ada,ada@acme.example,JBSWY3DPEHPK3PXP,$2a$10$x\n\
        user_2,Bob,bob@acme.example,,\n";
    let records = csv(text, ColumnOptions::default().clerk()).unwrap();
    let [Some(record), None] = records.as_slice() else { panic!("{}", records.len()) };
    assert_eq!(record.member, Some(Reference::Email("ada@acme.example".to_owned())));
    assert_eq!(record.secret.expose(), "JBSWY3DPEHPK3PXP");
}

#[test]
fn an_invalid_file_is_an_error_with_its_line() {
    let cases = [
        ("", "line 1: the first line must name the columns, but there is none"),
        ("secret,secret\n", "line 1: two columns have the name `secret`"),
        ("member_id\n", "line 1: there is no column `secret`"),
        (
            "secret\n",
            "line 1: there is neither a column `member_id` nor `email_address`; name the \
            Member's column with --member-column or --email-column",
        ),
        (
            "member_id,secret\n1,TOPSECRET,3\n",
            "line 2: expected 2 cells, found 3; check the quotes \
            and separators",
        ),
        (
            "member_id,secret\n1,\"TOPSECRET\n2,\"b\n",
            "line 2: a cell contains a line break; check \
            that its quotes are closed",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(csv(text, columns()).err().as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn fields_of_json_lines_have_dotted_names() {
    let text = r#"{"organization_id": "acme", "user": {"mail": "ada@acme.example"},
        "mfa": {"totp": {"secret": "JBSWY3DP", "digits": 6}}, "recovery_codes": ["a", "b"]}"#;
    let text = format!("{}\n{{}}\n", text.replace('\n', ""));
    let named = |name: &str| Column { name: name.to_owned(), is_required: true };
    let columns = Columns {
        email: named("user.mail"),
        secret: named("mfa.totp.secret"),
        digits: named("mfa.totp.digits"),
        ..columns()
    };
    let reader = JsonReader::new(text.as_bytes(), columns, Encoding::Base32);
    let records: Vec<_> = reader.map(Result::unwrap).collect();
    let [Some(record), None] = records.as_slice() else { panic!("{}", records.len()) };
    assert_eq!(record.member, Some(Reference::Email("ada@acme.example".to_owned())));
    assert_eq!(record.secret.expose(), "JBSWY3DP");
    assert_eq!(record.parameters.digits.as_deref(), Some("6"));
    assert_eq!(record.recovery_codes, ["a", "b"].map(Secret::from));
}
