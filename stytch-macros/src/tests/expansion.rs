//! Snapshots of the expansion of each feature of the grammar.

use syn::{File, ImplItem, Item, Stmt};

use super::with_crate;
use crate::{declare_endpoint, declare_object, declare_open_enum, declare_resource};

/// Formats a whole expansion.
fn whole(expansion: proc_macro2::TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(expansion).expect("an expansion must be a list of items"))
}

/// Formats only the functions, statics and structs with these names.
fn only(expansion: proc_macro2::TokenStream, names: &[&str]) -> String {
    let mut file: File = syn::parse2(expansion).expect("an expansion must be a list of items");
    file.items.retain_mut(|item| keep_item(item, names));
    assert!(!file.items.is_empty(), "no item is named {names:?}");
    prettyplease::unparse(&file)
}

fn keep_item(item: &mut Item, names: &[&str]) -> bool {
    match item {
        Item::Struct(item) => names.iter().any(|name| item.ident == name),
        Item::Static(item) => names.iter().any(|name| item.ident == name),
        Item::Impl(item) => {
            item.items.retain(|member| match member {
                ImplItem::Fn(function) => names.iter().any(|name| function.sig.ident == name),
                _ => false,
            });
            !item.items.is_empty()
        }
        Item::Const(item) => {
            let syn::Expr::Block(block) = &mut *item.expr else { return names.contains(&"_") };
            block.block.stmts.retain_mut(|statement| match statement {
                Stmt::Item(item) => keep_item(item, names),
                _ => false,
            });
            !block.block.stmts.is_empty()
        }
        _ => false,
    }
}

fn endpoint(declaration: &str) -> proc_macro2::TokenStream {
    declare_endpoint(with_crate(declaration))
}

#[test]
fn endpoint_with_body() {
    insta::assert_snapshot!(whole(endpoint(
        r#"
        /// Migrates an authenticator to a Member.
        ///
        /// Stytch mints recovery codes if none are sent.
        Totp::migrate: POST "/v1/b2b/totp/migrate";
        body {
            /// The Member's ID.
            member_id: String,
            recovery_codes?: Vec<Secret>,
        }
        response {
            /// ID of the authenticator.
            totp_registration_id!: String,
            member: Member,
        }
        "#,
    )));
}

#[test]
fn flattened_fields() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"#[form] x: POST "/x"; body { a: String, #[flatten] b: BTreeMap<String, Secret> } response { #[flatten] c: Metadata }"#
        ),
        &["XRequest", "REQUEST", "new", "b", "XResponse", "RESPONSE"],
    ));
}

#[test]
fn object_in_requests() {
    let object = r"/// A guest.
        #[request]
        Guest {
            /// The name. Shown at the door.
            name: String,
            badge?: Badge,
        }";
    insta::assert_snapshot!(only(
        declare_object(with_crate(object)),
        &["Guest", "TABLE", "new", "name", "badge", "_"],
    ));
}

#[test]
fn object() {
    insta::assert_snapshot!(whole(declare_object(with_crate(
        r"
        /// A person who belongs to one Organization.
        Member {
            /// ID of the Member.
            member_id: String,
            external_id?: String,
            status: MemberStatus,
        }
        ",
    ))));
}

#[test]
fn open_enum() {
    insta::assert_snapshot!(whole(declare_open_enum(with_crate(
        r#"
        /// The status of a Member.
        MemberStatus {
            /// Can log in.
            Active = "active",
            Pending = "pending",
        }
        "#,
    ))));
}

#[test]
fn resource() {
    insta::assert_snapshot!(whole(declare_resource(with_crate(
        r"
        /// Doors of a building.
        #[deprecated]
        #[cfg(doors)]
        pub(crate) Doors {
            endpoints: [OpenRequest, doors::CloseRequest],
            /// Locks of the doors.
            locks: locks::Locks,
            #[deprecated]
            #[cfg(types)]
            r#type: Types,
        }
        ",
    ))));
}

#[test]
fn resource_of_another_host() {
    insta::assert_snapshot!(whole(declare_resource(with_crate(
        r"
        /// Buildings.
        #[host(management)]
        pub Buildings {
            endpoints: [ListRequest],
            /// Doors.
            doors: Doors,
        }
        ",
    ))));
    insta::assert_snapshot!(
        "endpoint_of_the_management_api",
        only(endpoint(r#"#[host(management)] x: GET "/x";"#), &["spec"])
    );
}

#[test]
fn resource_with_errors_is_still_declared() {
    insta::assert_snapshot!(only(
        declare_resource(with_crate(
            r#"
            pub struct Doors<'c> {
                pub fn locks() -> Locks<'c>;
                endpoints = [OpenRequest; close, "StopRequest"],
                keys: "Keys", catalog: Catalog
                gates: Vec<Gates>
            }
            Bolts(SlideRequest)
            "#
        )),
        &["Doors", "Bolts", "locks", "keys", "gates", "catalog"],
    ));
}

#[test]
fn path_fields() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"x: GET "/v1/{organization_id}/{id}"; path { organization_id: String, member_id: String = "id" }"#
        ),
        &["REQUEST", "new", "spec"],
    ));
}

#[test]
fn query_fields() {
    insta::assert_snapshot!(only(
        endpoint(r#"x: GET "/x"; query { limit: u32, after?: Timestamp, tags?: Vec<String> }"#),
        &["XRequest", "REQUEST", "new", "limit", "after", "tags"],
    ));
}

#[test]
fn header_fields() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"x: GET "/x"; header { session: MemberCredential, trace?: String = "X-Trace-Id" }"#
        ),
        &["_", "REQUEST", "field", "field_mut"],
    ));
}

#[test]
fn field_order_and_arguments() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"x: PUT "/{a}"; path { a: String } query { b?: bool } header { c: Secret = "C" } body { d: i64, e?: Json }"#
        ),
        &["XRequest", "new", "field"],
    ));
}

/// A field of every type that the macros know, without marks.
const KNOWN: &str = "a: bool, b: i32, c: i64, d: u32, e: u64, f: f64, g: String, h: Secret, i: Timestamp, \
    j: Json, k: Metadata, l: Vec<String>, m: BTreeMap<String, bool>, n: HashMap<String, Vec<i32>>, \
    o: Nullable<String>, p: Member, q: Vec<Member>, r: crate::Other";

#[test]
fn plain_fields_of_every_type() {
    insta::assert_snapshot!(only(
        endpoint(&format!("x: POST \"/x\"; body {{ {KNOWN} }}")),
        &["XRequest", "REQUEST", "new", "empty", "field", "field_mut"],
    ));
}

#[test]
fn optional_fields_of_every_type() {
    let optional = KNOWN.replace(": ", "?: ");
    insta::assert_snapshot!(only(
        declare_object(with_crate(&format!("X {{ {optional} }}"))),
        &["X", "TABLE", "empty", "field", "field_mut", "a", "g", "k", "l", "m", "o", "p"],
    ));
}

#[test]
fn no_body_and_no_required_field() {
    insta::assert_snapshot!(only(
        endpoint(r#"x: DELETE "/x";"#),
        &["XRequest", "XResponse", "new", "default", "spec", "field",]
    ));
}

#[test]
fn empty_body() {
    insta::assert_snapshot!(only(endpoint(r#"x: POST "/x"; body {}"#), &["spec"]));
}

#[test]
fn form_body() {
    insta::assert_snapshot!(only(
        endpoint(r#"#[form] x: POST "/x"; body { code: String }"#),
        &["spec"]
    ));
}

#[test]
fn attributes() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"
            /// Docs.
            #[docs = "https://stytch.com/docs"]
            #[host(telemetry)]
            #[retry(safe)]
            #[no_auth]
            Totp::x: POST "/x";
            "#
        ),
        &["spec", "x"],
    ));
    insta::assert_snapshot!(
        "attribute_retry_unsafe",
        only(endpoint(r#"#[retry(unsafe)] x: GET "/x";"#), &["spec"])
    );
}

#[test]
fn pages() {
    let paginated = ["spec", "current_cursor", "set_cursor", "next_cursor", "into_items"];
    insta::assert_snapshot!(only(
        endpoint(
            r#"
            #[pages(members)]
            X::search: POST "/x";
            body { cursor?: String, limit?: i32 }
            response { members: Vec<Member> = "Members", results_metadata: ResultsMetadata }
            "#
        ),
        &paginated,
    ));
    insta::assert_snapshot!(
        "pages_with_next_cursor_field",
        only(
            endpoint(
                r#"
                #[pages(rules)]
                list: GET "/x";
                query { cursor?: String }
                response { rules?: Vec<Rule>, next_cursor?: String }
                "#
            ),
            &paginated,
        )
    );
    insta::assert_snapshot!(
        "pages_with_optional_metadata",
        only(
            endpoint(
                r#"
                #[pages(rules)]
                list: GET "/x";
                query { cursor?: String }
                response { rules: Vec<Rule>, results_metadata?: ResultsMetadata }
                "#
            ),
            &["next_cursor"],
        )
    );
}

#[test]
fn pages_with_errors_are_still_declared() {
    insta::assert_snapshot!(whole(endpoint(
        r#"#[pages(rules)] list: POST "/x"; body { cursor: String } response { next_cursor: i32 }"#
    )));
}

#[test]
fn bare_response() {
    insta::assert_snapshot!(only(
        endpoint(r#"#[bare] x: GET "/x"; response { request_id: String }"#),
        &["XResponse", "spec"],
    ));
}

#[test]
fn deprecated_and_cfg() {
    insta::assert_snapshot!(whole(endpoint(
        r#"#[deprecated(note = "use y")] #[cfg(feature = "x")] Totp::x: GET "/x";"#
    )));
}

#[test]
fn wire_name_and_raw_identifier() {
    insta::assert_snapshot!(only(
        endpoint(r#"r#move: POST "/x"; body { r#type: String, cpu?: i32 = "CPU-count" }"#),
        &["MoveRequest", "REQUEST", "new", "cpu", "spec"],
    ));
}

#[test]
fn docs_of_every_form() {
    insta::assert_snapshot!(only(
        declare_object(with_crate(
            "#[doc = include_str!(\"x.md\")] #[doc(hidden)] X { /** One.\n Two. */ a: String, ///No space.\n///\n///   Three.\n b: bool }"
        )),
        &["X", "TABLE"],
    ));
}

#[test]
fn endpoint_with_errors_is_still_declared() {
    insta::assert_snapshot!(only(
        endpoint(
            r#"
            Totp::migrate: PSOT "/v1/{id";
            body { a: Option<bool>, b: &'static str, c!: String, d: (u8, u8), b: bool, type: String }
            bdy { e: String }
            respons { f: Member }
            "#
        ),
        &["MigrateRequest", "MigrateResponse", "new", "migrate"],
    ));
}

#[test]
fn object_and_enum_with_errors_are_still_declared() {
    insta::assert_snapshot!(only(
        declare_object(with_crate("pub struct Member { 42, a String, b: String c?: bool }")),
        &["Member"],
    ));
    let open_enum = declare_open_enum(with_crate("Status { A, B: \"b\", Unknown = \"u\" }"));
    insta::assert_snapshot!(
        "enum_with_errors_is_still_declared",
        only(open_enum, &["from", "as_str"])
    );
}

#[test]
fn endpoint_without_name_expands_to_errors_only() {
    insta::assert_snapshot!(whole(endpoint(": POST \"/x\"; body { a: String }")));
}
