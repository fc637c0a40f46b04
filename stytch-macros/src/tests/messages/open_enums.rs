//! Messages about open enums.

use super::{check_open_enum, messages};

#[test]
fn open_enums() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "Status",
            "Status {}",
            "enum Status { A = \"a\" }",
            "status { A = \"a\" }",
            "Status { A = \"a\" B = \"b\" }",
            "Status { A = \"a\"; B = \"b\" }",
            "Status { A, B = \"b\" }",
            "Status { A: \"a\" }",
            "Status { A(\"a\"), B = \"b\" }",
            "Status { A = 1, B = b, C = }",
            "Status { \"a\", B = \"b\" }",
            "Status { A = \"a\", A = \"b\" }",
            "Status { A = \"a\", B = \"a\" }",
            "Status { A = \"a\", A = \"a\" }",
            "Status { Unknown = \"unknown\" }",
            "Status { VALUES = \"values\" }",
            "Status { A = \"\" }",
            "Status { active = \"active\", ON_HOLD = \"on_hold\", Self = \"self\" }",
            "Status { A = \"a\", /// Docs of nothing.\n }",
            "Status { #[default] A = \"a\" }",
            "#[request] Status { A = \"a\" }",
            "Status { A = \"a\" } trailing",
        ],
        check_open_enum,
    ));
}
