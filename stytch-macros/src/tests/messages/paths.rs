//! Messages about paths.

use super::{check_path, messages};

#[test]
fn path() {
    insta::assert_snapshot!(messages(
        &[
            "\"v1/x\";",
            "\"/x?a=b\";",
            "\"/x#y\";",
            "\"/{id\";",
            "\"/{}\";",
            "\"/{a{b}\";",
            "\"/id}\";",
            "\"/{a-b}\";",
            "\"/{a}/{a}\";",
            "\"/{id}\";",
            "\"/{id}\"; path { id: String = \"other_id\" }",
            "\"/{id}\"; path { id: String, member_id: String }",
            "\"/{organization_id}\"; path { organisation_id: String }",
            "\"/{id}\"; body { id: String }",
            "\"/{id}\"; path { id?: String }",
            "\"/{id}\"; path { id: Vec<String> }",
            "\"/v1//x\";",
            "\"/a/../b\";",
            "\"/v1/{id}.json\"; path { id: String }",
            "\"/v1/:id\"; path { id: String }",
            "\"/a b\\\\c%20\\n\";",
        ],
        check_path,
    ));
}
