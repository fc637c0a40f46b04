//! Messages about pagination.

use super::{check_endpoint, check_object, messages};

/// Checks a valid request and response with these attributes.
fn check_attributes(attributes: &str) -> crate::errors::Errors {
    check_endpoint(&format!(
        "{attributes} x: GET \"/x\"; query {{ cursor?: String }} \
         response {{ members: Vec<Member>, next_cursor?: String }}"
    ))
}

/// Checks these sections of a paginated endpoint.
fn check_sections(sections: &str) -> crate::errors::Errors {
    check_endpoint(&format!("#[pages(a)] x: POST \"/x\"; {sections}"))
}

/// Checks the fields of the request, in the body.
fn check_request(fields: &str) -> crate::errors::Errors {
    check_sections(&format!(
        "body {{ {fields} }} response {{ a: Vec<String>, next_cursor?: String }}"
    ))
}

/// Checks the fields of the response.
fn check_response(fields: &str) -> crate::errors::Errors {
    check_sections(&format!("body {{ cursor?: String }} response {{ {fields} }}"))
}

#[test]
fn argument() {
    insta::assert_snapshot!(messages(
        &[
            "#[pages]",
            "#[pages()]",
            "#[pages = \"members\"]",
            "#[pages = members]",
            "#[pages(\"members\")]",
            "#[pages(members, cursor)]",
            "#[pages(members,)]",
            "#[pages(members: Vec<Member>)]",
            "#[pages(Vec<Member>)]",
            "#[pages(response.members)]",
            "#[pages(\"response.members\")]",
            "#[pages(list = members)]",
            "#[pages(items = \"members\", cursor = \"next_cursor\")]",
            "#[pages(&members)]",
            "#[pages(42)]",
            "#[pages: members]",
            "#[pages members]",
            "#[pages(Members)]",
            "#[pages(memebers)]",
            "#[pages(users)]",
            "#[pages(cursor)]",
            "#[pages(next_cursor)]",
            "#[pages(type)]",
            "#[paginated]",
            "#[paginated(members)]",
            "#[page(members)]",
            "#[pagination(cursor = \"cursor\", list = \"members\")]",
            "#[pages(members)] #[pages(members)]",
        ],
        check_attributes,
    ));
}

#[test]
fn list() {
    let check = |written: &str| {
        let (attribute, response) = written.split_once(' ').expect("an attribute");
        check_endpoint(&format!(
            "{attribute} x: POST \"/x\"; body {{ cursor?: String }} \
             response {{ {response} next_cursor?: String }}"
        ))
    };
    insta::assert_snapshot!(messages(
        &[
            "#[pages] ",
            "#[pages] members: Vec<Member>, roles: Vec<String>,",
            "#[pages=\"members\"] ",
            "#[pages=\"members\"] members: Member,",
            "#[pages(users)] ",
            "#[pages(status_code)] ",
            "#[pages(type)] ",
            "#[pages(users)] members: Vec<Member>, roles: Vec<String>,",
            "#[pages(member)] members: Vec<Member>, roles: Vec<String>,",
            "#[pages(members)] member_list: Vec<Member> = \"members\", roles: Vec<String>,",
            "#[pages(member_list)] memberList: Vec<Member>,",
            "#[pages(total)] total: i32, members: Vec<Member>, roles: Vec<String>,",
            "#[pages(members)] members: Member,",
            "#[pages(members)] members!: Json = \"users\",",
            "#[pages(results.members)] results: Results,",
            "#[pages(members)] members?: Nullable<Vec<Member>>,",
            "#[pages(members)] members: HashMap<String, Member>,",
        ],
        check,
    ));
}

#[test]
fn cursor() {
    insta::assert_snapshot!(messages(
        &[
            "",
            "limit?: i32",
            "cursor: String",
            "cursor!: String",
            "cursor: Option<String>",
            "cursor?: Secret",
            "cursor: i32 = \"after\"",
            "Cursor?: String",
            "page_token?: String",
            "page_token: Secret = \"pageToken\"",
            "starting_after: String, limit?: i32",
            "position?: String = \"cursor\"",
            "page?: i32",
        ],
        check_request,
    ));
    insta::assert_snapshot!(messages(
        &[
            "response { a: Vec<String>, next_cursor?: String }",
            "query { limit?: i32 } response { a: Vec<String>, next_cursor?: String }",
        ],
        check_sections,
    ));
    insta::assert_snapshot!(messages(
        &[
            "#[pages(a)] x: GET \"/x/{cursor}\"; path { cursor: String } \
             response { a: Vec<String>, next_cursor?: String }",
            "#[pages(a)] x: GET \"/x\"; body { limit?: i32 } \
             response { a: Vec<String>, next_cursor?: String }",
        ],
        check_endpoint,
    ));
}

#[test]
fn next_cursor() {
    insta::assert_snapshot!(messages(
        &[
            "a: Vec<String>",
            "a: Vec<String>, next_cursor: i32",
            "a: Vec<String>, next_cursor?: Secret = \"next\"",
            "a: Vec<String>, next_cursor: Option<String>",
            "a: Vec<String>, nextCursor: String",
            "a: Vec<String>, next?: String",
            "a: Vec<String>, cursor: String, next_page_token: String = \"nextPageToken\"",
            "a: Vec<String>, following: String = \"next_cursor\"",
            "a: Vec<String>, results_metadata: Metadata",
            "a: Vec<String>, results_metadata?: Vec<ResultsMetadata> = \"meta\"",
            "a: Vec<String>, paging: Paging",
            "a: Vec<String>, meta?: PageInfo = \"_meta\"",
            "a: Vec<String>, metadata: Metadata, next: Json",
        ],
        check_response,
    ));
}

#[test]
fn everything_is_missing() {
    insta::assert_snapshot!(messages(&["#[pages] x: GET \"/x\";"], check_endpoint));
    insta::assert_snapshot!(messages(&["#[pages(a)] Member { a: Vec<String> }"], check_object));
}

#[test]
fn valid_pages_are_accepted() {
    for declaration in [
        "query { cursor?: String } response { a: Vec<String>, next_cursor: String }",
        "query { cursor?: String = \"after\" } response { a?: Vec<String>, next_cursor?: String }",
        "body { cursor?: String } response { a!: Vec<Vec<A>>, next_cursor?: String = \"next\" }",
        "header { cursor?: String = \"X-Cursor\" } response { a: Vec<A>, results_metadata: M }",
        "query { cursor?: String, page_token?: String } \
         response { a: Vec<A>, b: Vec<B>, results_metadata?: M = \"meta\", cursor: String }",
    ] {
        assert!(check_sections(declaration).into_messages().is_empty(), "{declaration}");
    }
}
