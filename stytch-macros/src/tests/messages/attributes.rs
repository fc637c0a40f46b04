//! Messages about attributes.

use super::{check_endpoint, messages};

#[test]
fn attributes() {
    insta::assert_snapshot!(messages(
        &[
            "#[doc_url = \"https://x\"] x: GET \"/x\";",
            "#[frm] x: POST \"/x\"; body {}",
            "#[serde::rename] x: GET \"/x\";",
            "#[must_use] x: GET \"/x\";",
            "#[request] x: GET \"/x\";",
            "#[bare] #[bare] x: GET \"/x\";",
            "#[deprecated] #[deprecated] x: GET \"/x\";",
            "#[retry] x: GET \"/x\";",
            "#[retry = \"safe\"] x: GET \"/x\";",
            "#[retry(saef)] x: GET \"/x\";",
            "#[retry(never)] x: GET \"/x\";",
            "#[host(telemetri)] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[docs] x: GET \"/x\";",
            "#[docs = \"stytch.com\"] x: GET \"/x\";",
            "#[docs = 3] x: GET \"/x\";",
            "#[form] x: POST \"/x\";",
            "#[no_auth(true)] x: GET \"/x\";",
            "#![form] x: POST \"/x\"; body {}",
            "# form x: POST \"/x\"; body {}",
            "# retry(safe) x: POST \"/x\"; body {}",
            "#[docs: \"https://x\"] x: GET \"/x\";",
            "# x: GET \"/x\";",
            "# bare x: GET \"/x\";",
            "# retry(safe) x: GET \"/x\";",
            "# form: POST \"/x\";",
            "#[] x: GET \"/x\";",
            "#[docs \"https://x\"] x: GET \"/x\";",
            "#[docs: \"https://x\"] x: GET \"/x\";",
            "#[docs: x] x: GET \"/x\";",
            "#[retry: safe] x: GET \"/x\";",
            "#[retry:] x: GET \"/x\";",
            "#[host \"telemetry\"] x: GET \"/x\";",
            "#[form: true] x: POST \"/x\"; body {}",
            "#[deprecated \"use y\"] x: GET \"/x\";",
            "#[serde: rename] x: GET \"/x\";",
            "x: POST \"/x\"; body { #[serde(default)] a: String }",
        ],
        check_endpoint,
    ));
}

#[test]
fn arguments_of_attributes() {
    insta::assert_snapshot!(messages(
        &[
            "#[retry = \"safe\"] x: GET \"/x\";",
            "#[retry(\"safe\")] x: GET \"/x\";",
            "#[retry(never)] x: GET \"/x\";",
            "#[retry = false] x: GET \"/x\";",
            "#[retry(idempotent)] x: GET \"/x\";",
            "#[retry(3)] x: GET \"/x\";",
            "#[retry(safe, unsafe)] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[host = \"telemetry\"] x: GET \"/x\";",
            "#[host(\"https://telemetry.stytch.com\")] x: GET \"/x\";",
            "#[host] x: GET \"/x\";",
            "#[docs(\"https://stytch.com/docs\")] x: GET \"/x\";",
            "#[docs = \"stytch.com/docs\"] x: GET \"/x\";",
            "#[docs = stytch.com] x: GET \"/x\";",
            "#[docs(stytch.com/docs)] x: GET \"/x\";",
            "#[docs = \"\"] x: GET \"/x\";",
            "#[form = true] x: POST \"/x\"; body {}",
            "#[form = false] x: POST \"/x\"; body {}",
            "#[form()] x: POST \"/x\"; body {}",
            "#[pages = \"a\"] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(\"a\")] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages = a] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[deprecated(\"use y\")] x: GET \"/x\";",
            "#[deprecated(reason = \"use y\")] x: GET \"/x\";",
            "#[deprecated = true] x: GET \"/x\";",
            "#[doc(\"text\")] x: GET \"/x\";",
            "#[doc] x: GET \"/x\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn conditions() {
    insta::assert_snapshot!(messages(
        &[
            "#[cfg] x: GET \"/x\";",
            "#[cfg()] x: GET \"/x\";",
            "#[cfg = \"b2b\"] x: GET \"/x\";",
            "#[cfg(\"b2b\")] x: GET \"/x\";",
            "#[cfg(feature = b2b)] x: GET \"/x\";",
            "#[cfg(feature(\"b2b\"))] x: GET \"/x\";",
            "#[cfg(unix, test)] x: GET \"/x\";",
            "#[cfg(any(unix, feature(\"b2b\")))] x: GET \"/x\";",
            "#[cfg_attr(test)] x: GET \"/x\";",
            "#[cfg_attr] x: GET \"/x\";",
            "#[cfg_attr(feature(\"b2b\"), deprecated)] x: GET \"/x\";",
            "#[cfg_attr(test, form)] x: POST \"/x\"; body {}",
            "#[cfg_attr(test, retry(safe), doc = \"Docs.\")] x: POST \"/x\"; body {}",
            "#[cfg_attr(test, derive(Debug))] x: POST \"/x\"; body {}",
            "x: POST \"/x\"; body { #[cfg_attr(test, deprecated)] a: String }",
            "x: POST \"/x\"; body { #[cfg_attr(test, flatten)] a: Metadata }",
        ],
        check_endpoint,
    ));
}

#[test]
fn valid_conditions_have_no_errors() {
    for attribute in [
        "#[cfg(test)]",
        "#[cfg(true)]",
        "#[cfg(all(unix, not(feature = \"b2b\")))]",
        "#[cfg(target_os = \"linux\",)]",
        "#[deprecated(since = \"1.0\", note = \"use y\")]",
        "#[deprecated = \"use y\"]",
        "#[doc(hidden)]",
        "#[doc = include_str!(\"x.md\")]",
        "#[cfg_attr(test, doc = \"Docs.\", deprecated, cfg(unix))]",
        "#[cfg_attr(not(test), deprecated(note = \"use y\"))]",
    ] {
        let found = check_endpoint(&format!("{attribute} x: GET \"/x\";")).into_messages();
        assert_eq!(found, [], "{attribute}");
    }
    let field = "x: POST \"/x\"; body { #[cfg_attr(test, doc = \"Docs.\")] a: String }";
    assert_eq!(check_endpoint(field).into_messages(), []);
}
