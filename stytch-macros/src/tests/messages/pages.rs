//! Messages about pagination.

use super::{check_endpoint, check_object, messages};

#[test]
fn pages() {
    insta::assert_snapshot!(messages(
        &[
            "#[pages] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages = \"a\"] x: GET \"/x\"; query { cursor?: String } response { next_cursor: String }",
            "#[pages(a, b)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(memebers)] x: GET \"/x\"; query { cursor?: String } response { members: Vec<i32>, next_cursor: String }",
            "#[pages(users)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, b: Vec<i32>, next_cursor: String }",
            "#[pages(users)] x: GET \"/x\"; query { cursor?: String } response { next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Member, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: POST \"/x\"; body {} response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: POST \"/x\"; body { cursor: String } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: Secret } response { a: Vec<i32>, next_cursor: String }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32> }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, next_cursor: i32 }",
            "#[pages(a)] x: GET \"/x\"; query { cursor?: String } response { a: Vec<i32>, results_metadata: Metadata }",
            "#[pages] x: GET \"/x\";",
            "#[pages(a)] Member { a: Vec<String> }",
        ],
        |declaration| match declaration.strip_prefix("#[pages(a)] Member") {
            Some(_) => check_object(declaration),
            None => check_endpoint(declaration),
        },
    ));
}
