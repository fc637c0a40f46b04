//! Messages about attributes.

use super::{
    check_endpoint, check_object, check_open_enum, check_sections, fields::check_advice, messages,
};

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
            "#[host(\"https://api.example.com\")] x: GET \"/x\";",
            "#[required(a)] #[headers(\"X: y\")] x: GET \"/x\";",
            "#[timeout(60)] x: GET \"/x\";",
            "#[max_retries = 3] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[docs] x: GET \"/x\";",
            "#[docs = \"stytch.com\"] x: GET \"/x\";",
            "#[docs = 3] x: GET \"/x\";",
            "#[form] x: POST \"/x\";",
            "#[form] x: POST \"/x\"; query { a: String }",
            "#[no_auth(true)] x: GET \"/x\";",
            "#![form] x: POST \"/x\"; body {}",
            "#[no-auth] x: POST \"/x\"; body {}",
            "#[docs = https] x: POST \"/x\"; body {}",
            "#[unknown-name] x: POST \"/x\"; body {}",
            "#[retry(safe), no_auth] x: POST \"/x\"; body {}",
            "# form x: POST \"/x\"; body {}",
            "# retry(safe) x: POST \"/x\"; body {}",
            "#[docs: \"https://x\"] x: GET \"/x\";",
            "# x: GET \"/x\";",
            "# bare x: GET \"/x\";",
            "# retry(safe) x: GET \"/x\";",
            "# form: POST \"/x\";",
            "#[] x: GET \"/x\";",
            "#[docs \"https://x\"] x: GET \"/x\";",
            "#[no-r#auth] x: GET \"/x\";",
            "#[docs: \"https://x\"] x: GET \"/x\";",
            "#[docs: x] x: GET \"/x\";",
            "#[retry: safe] x: GET \"/x\";",
            "#[retry:] x: GET \"/x\";",
            "#[host \"telemetry\"] x: GET \"/x\";",
            "#[form: true] x: POST \"/x\"; body {}",
            "#[deprecated \"use y\"] x: GET \"/x\";",
            "#[serde: rename] x: GET \"/x\";",
            "#[deprecated = false] x: GET \"/x\";",
            "#[deprecated(true)] x: GET \"/x\";",
            "x: POST \"/x\"; body { #[serde(default)] a: String }",
        ],
        check_endpoint,
    ));
}

#[test]
fn annotations() {
    insta::assert_snapshot!(messages(
        &[
            "@cfg_attr(test, deprecated) x: GET \"/x\";",
            "@deprecated x: GET \"/x\";",
            "/** Docs. */ @Deprecated() #[bare] @docs(\"https://x\") x: GET \"/x\";",
            "@deprecated(\"use y\") x: GET \"/x\";",
            "@docs x: GET \"/x\";",
            "@noAuth x: GET \"/x\";",
            "@retry(\"safe\") x: GET \"/x\";",
            "@retry x: GET \"/x\";",
            "@retry(safe) @host @pages x: GET \"/x\";",
            "@deprecated(note = \"x\") x: GET \"/x\";",
            "@cfg(not(feature = \"x\")) x: GET \"/x\";",
            "@cfg x: GET \"/x\";",
            "#[retry = ] #[deprecated: since \"1\"] x: GET \"/x\";",
            "@FormUrlEncoded x: POST \"/x\"; body {}",
            "@Auth(none) x: GET \"/x\";",
            "@Headers(\"a: b\") x: GET \"/x\";",
            "@r#form x: POST \"/x\"; body {}",
            "@POST(\"/x\") @deprecated x;",
            "@ x: GET \"/x\";",
        ],
        check_endpoint,
    ));
}

#[test]
fn foreign_attributes_of_endpoints() {
    insta::assert_snapshot!(messages(
        &[
            "#[auth(none)] x: GET \"/x\";",
            "#[auth(required = false)] x: GET \"/x\";",
            "#[auth = \"bearer\"] x: GET \"/x\";",
            "#[public] x: GET \"/x\";",
            "#[public = false] x: GET \"/x\";",
            "#[idempotent] x: GET \"/x\";",
            "#[retryable(false)] x: GET \"/x\";",
            "#[summary = \"Opens a door.\"] x: GET \"/x\";",
            "#[description(\"Opens a door.\")] x: GET \"/x\";",
            "#[description] x: GET \"/x\";",
            "#[link(\"https://x\")] x: GET \"/x\";",
            "#[link(x)] x: GET \"/x\";",
            "#[url_encoded = false] x: GET \"/x\";",
            "x: POST \"/x\"; body { #[description = \"The key.\"] key: String }",
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
            "#[retry(max = 5)] x: GET \"/x\";",
            "#[retry = 0] x: GET \"/x\";",
            "#[retry(sometimes)] x: GET \"/x\";",
            "#[host(eu)] x: GET \"/x\";",
            "#[host(api)] x: GET \"/x\";",
            "#[host = \"telemetry\"] x: GET \"/x\";",
            "#[host(\"https://telemetry.stytch.com\")] x: GET \"/x\";",
            "#[host] x: GET \"/x\";",
            "#[host(\"https://management.stytch.com\")] x: GET \"/x\";",
            "#[host(management)] X::x: GET \"/x\";",
            "#[docs(\"https://stytch.com/docs\")] x: GET \"/x\";",
            "#[docs = \"stytch.com/docs\"] x: GET \"/x\";",
            "#[docs = stytch.com] x: GET \"/x\";",
            "#[docs(stytch.com/docs)] x: GET \"/x\";",
            "#[docs = \"badges/issue.html\"] x: GET \"/x\";",
            "#[docs = \"/docs/api.v1\"] x: GET \"/x\";",
            "#[docs = \"../issue.html#top\"] x: GET \"/x\";",
            "#[docs = \"index.md\"] x: GET \"/x\";",
            "#[docs = \"//stytch.com/docs\"] x: GET \"/x\";",
            "#[docs = \"stytch.com:80/docs\"] x: GET \"/x\";",
            "#[docs = \"ftp://stytch.com\"] x: GET \"/x\";",
            "#[docs = \"issue\"] x: GET \"/x\";",
            "#[docs = \"v1.2/issue\"] x: GET \"/x\";",
            "#[docs(url = \"https://stytch.com\")] x: GET \"/x\";",
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
fn attributes_of_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "#[form_url_encoded] x: POST \"/x\"; body {}",
            "#[FormUrlEncoded] x: POST \"/x\"; body {}",
            "#[no_retry] x: GET \"/x\";",
            "#[idempotent] x: POST \"/x\"; body {}",
            "#[unauthenticated] x: GET \"/x\";",
            "#[telemetry] x: GET \"/x\";",
            "#[no_envelope] x: GET \"/x\";",
            "#[cfg_atr(test, deprecated)] x: GET \"/x\";",
            "#[form] x: GET \"/x\"; query { a: String }",
            "#[form] x: DELETE \"/x\";",
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

#[test]
fn foreign_attributes_of_fields() {
    insta::assert_snapshot!(messages(
        &[
            "#[serde(rename = \"doorKind\")] kind: String",
            "#[serde(rename = \"doorKind\")] DoorKind: String",
            "#[serde(rename = \"type\")] pub kind: Option<String>",
            "#[serde(rename = \"kind\")] kind: String",
            "#[serde(default, rename = \"doorKind\")] kind: String",
            "#[serde(rename(serialize = \"doorKind\", deserialize = \"kind\"))] kind: String",
            "#[serde(rename = \"k\", skip_serializing_if = \"Option::is_none\")] kind: Option<String>",
            "#[serde(skip_serializing_if = \"Option::is_none\")] kind: Option<String>",
            "#[serde(skip_serializing_if = \"String::is_empty\")] kind: String",
            "#[serde(default)] kind: String",
            "#[serde(default)] kind?: String",
            "#[serde(flatten)] base: Base",
            "#[serde(flatten)] rest: BTreeMap<String, Json>",
            "#[serde(flatten)] rest: HashMap<String, Json>",
            "#[serde(skip)] kind: String",
            "#[serde(alias = \"k\")] kind: String",
            "#[serde(with = \"ts_seconds\")] at: Timestamp",
            "#[serde(deserialize_with = \"f\")] at: Timestamp",
            "#[serde(borrow)] kind: String",
            "#[serde(unknown)] kind: String",
            "#[serde] kind: String",
            "#[schemars(description = \"d\")] kind: String",
            "#[validate(length(min = 1))] kind: String",
            "#[builder(default)] kind: String",
            "#[rename = \"doorKind\"] kind: String",
            "#[json(\"doorKind\")] kind?: String",
            "#[prost(string, tag = \"1\")] kind: String",
            "#[optional] kind: String",
            "#[required] kind: String",
            "#[secret] pin: String",
            "#[allow(dead_code)] kind: String",
            "#[deprecated] kind: String",
            "#[cfg(feature = \"x\")] kind: String",
            "#[ruma_api(query)] kind: String",
            "#[ruma_api(body)] kind: String",
            "#[ruma_api(header = CONTENT_TYPE)] kind: String",
            "#[query] doorKind: Option<String>",
            "#[header = \"X-Kind\"] kind: String",
            "#[header(\"X-Kind\")] kind => String",
            "#[body] kind: String",
            "#[mine] kind: String",
        ],
        check_advice,
    ));
    insta::assert_snapshot!(
        "foreign_attributes_in_other_sections",
        messages(
            &[
                "response { #[serde(default)] kind: String, #[serde(default)] b?: String }",
                "response { #[serde(rename = \"doorKind\", default)] kind!: String }",
                "response { #[required] kind: String }",
                "response { #[header = \"X\"] kind: String }",
                "query { #[serde(rename = \"doorKind\")] kind?: String }",
                "header { #[serde(rename = \"X-Kind\")] kind?: String }",
                "header { #[header = \"X-Kind\"] kind?: String }",
                "header { #[serde(default)] kind: String }",
            ],
            check_sections,
        )
    );
    insta::assert_snapshot!(
        "path_attribute_moves_the_field",
        messages(
            &["x: POST \"/{door_id}\"; body { #[ruma_api(path)] door_id: String }"],
            check_endpoint,
        )
    );
    insta::assert_snapshot!(
        "foreign_attributes_in_objects",
        messages(
            &[
                "#[serde(rename_all = \"camelCase\")] Door { door_id: String }",
                "#[serde(rename_all = \"kebab-case\")] Door { id: String, door_kind?: Vec<String> }",
                "#[serde(rename_all = \"camelCase\")] Door { id: String, doorKind: String }",
                "#[serde(rename_all(serialize = \"PascalCase\"))] Door { id: String }",
                "#[serde(rename_all(serialize = \"camelCase\", deserialize = \"snake_case\"))] Door { door_id: String }",
                "#[serde(rename_all = \"PascalCase\")] Door { __: String }",
                "Door { #[header(\"X-Id\")] id: String, @Query(\"q\") b: i32 }",
                "#[serde(rename_all = \"snake_case\")] Door { door_id: String }",
                "#[serde(tag = \"type\")] Door { door_id: String }",
                "#[serde(deny_unknown_fields)] Door { door_id: String }",
                "#[serde(transparent)] Door { door_id: String }",
                "#[schemars(title = \"Door\")] Door { door_id: String }",
                "#[allow(dead_code)] Door { door_id: String }",
                "#[must_use] Door { door_id: String }",
                "Door { #[query] door_id: String, #[serde(default)] kind: String, #[required] b: i32 }",
                "Door { #[serde(flatten)] rest: Metadata, #[serde(flatten)] base: Base }",
            ],
            check_object,
        )
    );
}

#[test]
fn foreign_attributes_of_enums() {
    insta::assert_snapshot!(messages(
        &[
            "#[serde(rename_all = \"SCREAMING_SNAKE_CASE\")] Level { Low = \"low\" }",
            "#[serde(rename_all = \"UPPERCASE\")] Level { Low, OnHold = 1 }",
            "#[serde(rename_all = \"camelCase\")] Level { OnHold, #[serde(rename = \"l\")] Low }",
            "#[serde(rename_all = \"camelCase\")] Level { /** Docs. */ OnHold, SMSCode, #[serde(alias = \"l\")] ALow }",
            "#[serde(rename_all = \"snake_case\")] Level { OnHold, SMSCode, B2b, __ }",
            "#[serde(rename_all = \"PascalCase\")] Level { OnHold, SMSCode, __ }",
            "#[serde(rename_all = \"kebab-case\")] Level { OnHold, SMSCode }",
            "#[serde(rename_all = \"SCREAMING_SNAKE_CASE\")] Level { OnHold, SMSCode }",
            "#[serde(rename_all(serialize = \"camelCase\", deserialize = \"snake_case\"))] Level { OnHold, Low = \"low\" }",
            "#[serde(rename_all(serialize = \"camelCase\", deserialize = \"camelCase\"), tag = \"x\")] Level { OnHold }",
            "#[serde(rename_all = \"Train-Case\")] Level { OnHold, #[serde(rename = \"l\")] Low }",
            "#[serde(untagged)] Level { Low = \"low\" }",
            "Level { #[serde(rename = \"low\")] Low = \"low\" }",
            "Level { #[serde(alias = \"l\")] Low = \"low\" }",
            "Level { #[default] Low = \"low\", #[deprecated] High = \"high\" }",
            "Level { #[deprecated = \"use A\"] Low = \"low\", #[deprecated(since = \"1\", note = \"b\\nc\")] C = \"c\" }",
            "Level { #[allow(dead_code)] Low = \"low\", #[cfg(test)] High = \"high\" }",
        ],
        check_open_enum,
    ));
}
