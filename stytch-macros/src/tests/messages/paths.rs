//! Messages about paths.

use super::{check_path, messages};
use crate::{declare_endpoint, tests::with_crate};

#[test]
fn path() {
    insta::assert_snapshot!(messages(
        &[
            "\"v1/x\";",
            "\"/x?a=b\";",
            "\"/x#y\";",
            "\"/x?<floor>&limit={}&a[b]=c#d\";",
            "\"/{id\";",
            "\"/{id}}/x\"; path { id: String }",
            "\"/{{id}/x\"; path { id: String }",
            "\"/{id:path}\"; path { id: String }",
            "\"/<path:id>\"; path { id: String }",
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

#[test]
fn paths_in_other_notations() {
    insta::assert_snapshot!(messages(
        &[
            "\"\";",
            "\"https://api.stytch.com/v1/doors\";",
            "\"https://telemetry.stytch.com/v1/doors\";",
            "\"api.stytch.com/v1/doors/{id}\"; path { id: String }",
            "\"{{baseUrl}}/v1/doors\";",
            "\"POST /v1/doors\";",
            "\"/v1/doors/<id>\"; path { id: String }",
            "\"/v1/doors/<id>\";",
            "\"/v1/doors/:id\"; path { id: String }",
            "\"/v1/doors/:id?\"; path { id: String }",
            "\"/v1/doors/:id.json\"; path { id: String }",
            "\"/v1/doors/{id:String}\"; path { id: String }",
            "\"/v1/doors/{id?}\"; path { id: String }",
            "\"/v1/doors/${id}\"; path { id: String }",
            "\"/v1/doors/{{id}}\"; path { id: String }",
            "\"/v1/doors/%s/locks/%s\"; path { door_id: String, lock_id: String }",
            "\"/v1/doors/{}\"; path { door_id: String }",
            "\"/v1/doors/{}\";",
            "\"/v1/doors/*rest\"; path { rest: String }",
            "\"/v1/doors/{*rest}\"; path { rest: String }",
            "\"/v1/{name=doors/*}\"; path { name: String }",
            "\"/v1/{name=doors/*/locks/*}/{id=**}\"; path { name: String, id: String }",
            "\"/v1/doors/[id]\"; path { id: String }",
            "\"/v1/doors/{doorId}\"; path { door_id: String }",
            "\"/v1/doors/{door}\"; path { door_id: String }",
            "\"/v1/doors/{door_id}\"; path { doorId: String }",
            "\"/v1/{door_id}/{lock}\"; path { door_id: String, lock_id: String }",
            "\"/v1/{id}\"; path { door_id: String, lock_id: String }",
            "\"/v1/doors/{id:[0-9]+}/{door:\\\\d+}\"; path { id: String, door: String }",
            "\"/v1/doors/{doorId}\";",
            "\"/v1/doors/{door-id}\"; path { door_id: String }",
            "\"/v1/doors/{id}/locks/{id}\"; path { id: String }",
            "\"/v1/doors/{id}/locks/{id}\"; path { id: String, lock_id: String }",
            "\"/v1/doors/{id}.json\"; path { id: String }",
            "\"/v1/{id}{door_id}\"; path { id: String, door_id: String }",
            "\"/v1/doors\u{200b}\";",
            "\"/v1/doors/{id}\u{200b}\"; path { id: String }",
            "\" /v1/doors \";",
            "\"\\\\v1\\\\doors\";",
            "\"/v1/%7Bid%7D\"; path { id: String }",
            "\"/v1/%7Bid%7D\";",
            "\"/v1/{id}:revoke\"; path { id: String }",
            "\"/v1/door-{id}\"; path { id: String }",
            "\"/v1/{id}:revoke\";",
            "\"v1/{id}/{type}/{_}\"; body { id: String }",
            "\"/v1/:id\"; path { ids: String }",
            "\"/v1/:id\"; path: Ids",
            "\"/v1/:id\"; id: String",
            "\"/v1/{self}/{doorId}\"; body { door_id: String }",
            "\"/v1/{doorId}/{door_id}\";",
            "\"/v1/{_}/{__}/{self}/{Self}\";",
            "\"/v1/t\u{fc}r\";",
            "\"v1/:id//x?a=b\"; path { id: String }",
            "\"/v1/x?a={a}&b=1\"; query { a: String }",
            "\"/v1/x?a={a}&b=1\"; query { a: String, b: i32 }",
            "\"/v1/doors\"; path { door_id: String }",
            "\"/v1/doors/\"; path { door_id: String, kind: String }",
        ],
        check_path,
    ));
}

#[test]
fn missing_path_field_is_declared() {
    for (path, arguments) in [
        ("{door_id}", "door_id"),
        (":door_id", "door_id"),
        ("{*door_id}", "door_id"),
        ("{door_id:int}", "door_id"),
        ("$door_id.json", "door_id"),
        ("{doorId}", "door_id"),
        ("{type}", "r#type"),
        ("{self}", "self_"),
        ("{_}", "value"),
        ("{}", "door_id"),
    ] {
        let line = format!("x: POST \"/v1/doors/{path}\"; body {{ key: String }}");
        let expansion = declare_endpoint(with_crate(&line)).to_string();
        assert!(expansion.contains(&format!("pub fn new ({arguments} : ")), "{path}: {expansion}");
    }
}

#[test]
fn placeholder_in_camel_case_is_a_wire_name() {
    let path = "\"/v1/doors/{doorId}\"; path { door_id: String = \"doorId\" }";
    assert!(check_path(path).into_messages().is_empty());
}
