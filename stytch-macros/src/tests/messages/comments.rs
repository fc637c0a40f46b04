//! Messages about comments, docs and settings in the notations of other languages.

use super::{check_body, check_endpoint, check_object, check_open_enum, check_resource, messages};

#[test]
fn comments_of_an_endpoint() {
    insta::assert_snapshot!(messages(
        &[
            "# Opens a door.\nopen: POST \"/x\";",
            "# deprecated since 2\nopen: POST \"/x\";",
            "-- Opens a door.\nDoors::open: POST \"/x\";",
            "open: POST \"/x\"; # opens\nbody { # what is sent\n key: String, # the key, or \"\"\n}\n# the end",
            "open: POST \"/x\";\n# What (it) sends: all.\nbody { key: String }",
            "# open: POST \"/x\";",
            "# no_auth\nopen: POST \"/x\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn comments_of_types() {
    insta::assert_snapshot!(messages(
        &[
            "# A door, in a house.\nDoor { key: String }",
            "Door {\n # Failed attempts so far.\n attempts: i32,\n # size: i64,\n} # end",
        ],
        check_object,
    ));
    insta::assert_snapshot!(messages(
        &[
            "Level {\n # Like a stair.\n Low = \"low\", # at the bottom\n High = \"high\" # at the top\n Top = \"top\"\n # end\n}"
        ],
        check_open_enum,
    ));
    insta::assert_snapshot!(messages(
        &["# All doors.\npub Doors { # here\n endpoints: [Open, Close], # two\n # end\n}"],
        check_resource,
    ));
    insta::assert_snapshot!(messages(
        &[
            "# which: required\n key: String",
            "#key: String",
            "-- the key\n key: String",
            "--key: String",
            "-- key: String\n, b: String!",
        ],
        check_body,
    ));
}

#[test]
fn docs_in_strings() {
    insta::assert_snapshot!(messages(
        &[
            r#""""Opens a door.""" open: POST "/x";"#,
            "\"\"\"\nOpens\na door.\n\"\"\" Doors::open: POST \"/x\";",
            r#""Opens a door." #[no_auth] open: POST "/x";"#,
        ],
        check_endpoint,
    ));
    insta::assert_snapshot!(messages(
        &[
            r#""""A door.""" Door { key: String }"#,
            r#"Door { """The key.""" key: String, "The size, in meters." size?: i32 }"#,
        ],
        check_object,
    ));
    insta::assert_snapshot!(messages(
        &[r#""""A level.""" Level { "The lowest level." Low = "low" }"#],
        check_open_enum,
    ));
}

#[test]
fn settings() {
    insta::assert_snapshot!(messages(
        &[
            r#"summary: "Opens a door.", open: POST "/x";"#,
            r#"description = "Opens a door."; Doors::open: POST "/x";"#,
            r#"tags: ["doors"], summary: "Opens a door." deprecated: true, open: POST "/x";"#,
            r#"[Obsolete] open: POST "/x";"#,
            r#"[HttpPost("/v1/x")] open: POST "/x";"#,
            r#"[HttpPost] [Route("/v1/x")] public Task<Door> Open(string key);"#,
        ],
        check_endpoint,
    ));
    insta::assert_snapshot!(messages(
        &[r#"description: "A door.", Door { key: String }"#],
        check_object,
    ));
}
