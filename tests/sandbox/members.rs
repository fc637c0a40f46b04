//! Members as the sandbox keeps them.

use serde_json::json;
use stytch_api::{
    Metadata,
    b2b::{
        MemberStatus, MfaMethod, SearchOperator, SearchQuery,
        organizations::{
            self,
            members::{
                CreateRequest, DeleteRequest, DeleteTotpRequest, GetRequest, Members,
                ReactivateRequest, SearchRequest, UpdateRequest,
            },
        },
    },
};

use crate::stage::{Stage, assert_refused};

/// An empty list.
const NONE: [&str; 0] = [];

fn members(stage: &Stage) -> Members<'_> {
    stage.b2b().organizations().members()
}

fn filter(name: &str, value: &serde_json::Value) -> SearchQuery {
    let operand = json!({ "filter_name": name, "filter_value": value });
    let mut query = SearchQuery::default();
    query.operator = SearchOperator::And;
    query.operands = vec![serde_json::from_value(operand).expect("an object")];
    query
}

#[tokio::test]
async fn a_new_one_is_as_documented() {
    let stage = Stage::new().await;
    let created = members(&stage).create(CreateRequest::new("acme", "ada@acme.example")).await;
    let created = created.expect("ada");
    assert!(created.member_id.starts_with("member-test-"));
    assert_eq!(created.organization, stage.acme);
    let member = created.member;
    assert_eq!((&member.member_id, member.status), (&created.member_id, MemberStatus::Active));
    assert_eq!(member.organization_id, stage.acme.organization_id);
    assert_eq!((member.name.as_str(), member.member_password_id.as_str()), ("", ""));
    assert_eq!((member.mfa_phone_number.as_str(), member.totp_registration_id.as_str()), ("", ""));
    assert_eq!(member.trusted_metadata, Some(Metadata::new()));
    assert!(!member.email_address_verified && !member.mfa_enrolled && member.roles.is_empty());
}

#[tokio::test]
async fn what_a_create_sets_is_kept() {
    let stage = Stage::new().await;
    let request = CreateRequest::new("acme", "ada@acme.example")
        .name("Ada")
        .create_member_as_pending(true)
        .mfa_phone_number("+12025550162")
        .mfa_enrolled(true)
        .roles(["editor", "stytch_admin"])
        .external_id("hr-1");
    let created = members(&stage).create(request).await.expect("ada").member;
    assert_eq!((created.name.as_str(), &created.status), ("Ada", &MemberStatus::Pending));
    assert!(created.mfa_enrolled && created.is_admin);
    let roles: Vec<_> = created.roles.iter().map(|role| role.role_id.as_str()).collect();
    assert_eq!(roles, ["editor", "stytch_admin"]);
    for request in [
        GetRequest::new("acme").member_id(&created.member_id),
        GetRequest::new("acme").member_id("hr-1"),
        GetRequest::new(&stage.acme.organization_id).email_address("ADA@acme.example"),
    ] {
        assert_eq!(members(&stage).get(request).await.expect("ada").member, created);
    }
}

#[tokio::test]
async fn who_is_not_there_is_not_found() {
    let stage = Stage::new().await;
    let member_id = stage.member("ada@acme.example").await;
    let other = organizations::CreateRequest::new("Other");
    stage.b2b().organizations().create(other).await.expect("other");
    for (request, error_type) in [
        (GetRequest::new("acme").member_id("member-test-0"), "member_not_found"),
        (GetRequest::new("acme").email_address("bob@acme.example"), "member_not_found"),
        (GetRequest::new("other").member_id(&member_id), "member_not_found"),
        (GetRequest::new("nowhere").member_id(&member_id), "organization_not_found"),
    ] {
        assert_refused(members(&stage).get(request).await, 404, error_type);
    }
    for request in [
        GetRequest::new("acme"),
        GetRequest::new("acme").member_id(&member_id).email_address("ada@acme.example"),
    ] {
        assert_refused(members(&stage).get(request).await, 400, "invalid_member_get_fields");
    }
}

#[tokio::test]
async fn addresses_must_be_valid_and_unique() {
    let stage = Stage::new().await;
    let request = CreateRequest::new("acme", "ada@acme.example").external_id("hr-1");
    members(&stage).create(request).await.expect("ada");
    let new = |email: &str| CreateRequest::new("acme", email);
    for (request, error_type) in [
        (new("Ada@acme.example"), "duplicate_member_email"),
        (new("bob@acme.example").external_id("hr-1"), "duplicate_member_external_id"),
        (new("bob"), "invalid_email"),
        (new("bob@"), "invalid_email"),
        (new("bob@acme@example"), "invalid_email"),
        (new("bob@acme.example").mfa_phone_number("12345678"), "invalid_phone_number"),
    ] {
        assert_refused(members(&stage).create(request).await, 400, error_type);
    }
    let other = organizations::CreateRequest::new("Other");
    stage.b2b().organizations().create(other).await.expect("other");
    let elsewhere = CreateRequest::new("other", "ada@acme.example");
    members(&stage).create(elsewhere).await.expect("the same address in another organization");
}

#[tokio::test]
async fn an_update_changes_what_it_sets() {
    let stage = Stage::new().await;
    let member_id = stage.member("ada@acme.example").await;
    let update = || UpdateRequest::new("acme", &member_id);
    let request = update().name("Ada").roles(["editor"]).external_id("hr-1");
    members(&stage).update(request).await.expect("an update");
    let request = UpdateRequest::new("acme", "hr-1").email_address("ada@new.example");
    let updated = members(&stage).update(request).await.expect("an update").member;
    assert_eq!((updated.name.as_str(), updated.roles.len()), ("Ada", 1));
    assert_eq!(updated.email_address, "ada@new.example");
    assert_eq!(updated.retired_email_addresses[0].email_address, "ada@acme.example");
    let taken = CreateRequest::new("acme", "ada@acme.example");
    assert_refused(members(&stage).create(taken).await, 400, "duplicate_member_email");

    let request = update().email_address("ada@third.example").unlink_email(true).roles(NONE);
    let updated = members(&stage).update(request).await.expect("an update").member;
    assert_eq!((updated.retired_email_addresses.len(), updated.roles.len()), (1, 0));
    stage.member("ada@new.example").await;

    let totp = update().default_mfa_method(MfaMethod::Totp);
    assert_refused(members(&stage).update(totp).await, 400, "default_mfa_member_missing_factor");
    let number = update().mfa_phone_number("+12025550162");
    members(&stage).update(number).await.expect("a first number");
    let number = update().mfa_phone_number("+12025550163");
    let refused = members(&stage).update(number).await;
    assert_refused(refused, 400, "duplicate_member_phone_number_for_member");
}

#[tokio::test]
async fn a_deleted_member_can_come_back() {
    let stage = Stage::new().await;
    let member_id = stage.member("ada@acme.example").await;
    let members = members(&stage);
    let reactivate = || ReactivateRequest::new("acme", &member_id);
    let not_deleted = "no_deleted_member_found_for_reactivation";
    assert_refused(members.reactivate(reactivate()).await, 404, not_deleted);

    members.delete(DeleteRequest::new("acme", &member_id)).await.expect("a deletion");
    let get = || GetRequest::new("acme").member_id(&member_id);
    assert_refused(members.get(get()).await, 404, "member_not_found");
    let again = members.delete(DeleteRequest::new("acme", &member_id)).await;
    assert_refused(again, 404, "member_not_found");

    let back = members.reactivate(reactivate()).await.expect("a return").member;
    assert_eq!((back.member_id.as_str(), back.status), (member_id.as_str(), MemberStatus::Active));
    members.get(get()).await.expect("ada");

    members.delete(DeleteRequest::new("acme", &member_id)).await.expect("a deletion");
    stage.member("ada@acme.example").await;
    let taken = "reactivation_email_belongs_to_another_member";
    assert_refused(members.reactivate(reactivate()).await, 400, taken);
}

#[tokio::test]
async fn a_reference_means_one_of_them() {
    let stage = Stage::new().await;
    let members = members(&stage);
    let duplicate = "duplicate_member_external_id";
    let ada = stage.member("ada@acme.example").await;
    let bob = stage.member("bob@acme.example").await;
    let new = |email: &str| CreateRequest::new("acme", email);
    assert_refused(members.create(new("c@acme.example").external_id(&ada)).await, 400, duplicate);
    let taken = || UpdateRequest::new("acme", &bob).external_id(&ada);
    assert_refused(members.update(taken()).await, 400, duplicate);

    // A deleted Member is still meant by its ID, but has given up its external ID.
    let named = UpdateRequest::new("acme", &ada).external_id("hr-1");
    members.update(named).await.expect("an update");
    members.delete(DeleteRequest::new("acme", &ada)).await.expect("a deletion");
    assert_refused(members.update(taken()).await, 400, duplicate);
    let heir = UpdateRequest::new("acme", &bob).external_id("hr-1");
    members.update(heir).await.expect("a free external ID");
    let back = members.reactivate(ReactivateRequest::new("acme", &ada)).await;
    assert_refused(back, 400, duplicate);
}

#[tokio::test]
async fn a_totp_can_be_taken_off() {
    let stage = Stage::new().await;
    let moved = stage.member_with_totp("ada@acme.example").await;
    let delete = || DeleteTotpRequest::new("acme", &moved.member_id);
    let member = members(&stage).delete_totp(delete()).await.expect("a deletion").member;
    assert_eq!(member.totp_registration_id, "");
    assert_refused(members(&stage).delete_totp(delete()).await, 404, "totp_not_found");
    let again = stage.migration(&moved.member_id);
    stage.b2b().totps().migrate(again).await.expect("room for another");
}

#[tokio::test]
async fn a_search_covers_the_named_organizations() {
    let stage = Stage::new().await;
    let other = organizations::CreateRequest::new("Other");
    stage.b2b().organizations().create(other).await.expect("other");
    for name in ["ada", "bob", "cyd"] {
        stage.member(&format!("{name}@acme.example")).await;
    }
    let dan = CreateRequest::new("other", "dan@other.example").is_breakglass(true);
    members(&stage).create(dan).await.expect("dan");
    let bob = GetRequest::new("acme").email_address("bob@acme.example");
    let bob = members(&stage).get(bob).await.expect("bob").member_id;
    members(&stage).delete(DeleteRequest::new("acme", bob)).await.expect("a deletion");

    let both = || SearchRequest::new(["acme", "other"]);
    let acme = SearchRequest::new([&stage.acme.organization_id]);
    for (request, expected) in [
        (acme, ["ada", "cyd"].as_slice()),
        (both(), &["ada", "cyd", "dan"]),
        (both().query(filter("statuses", &json!(["deleted"]))), &["bob"]),
        (both().query(filter("member_email_fuzzy", &json!("ACME"))), &["ada", "cyd"]),
        (both().query(filter("member_is_breakglass", &json!(true))), &["dan"]),
    ] {
        let found = members(&stage).search(request).await.expect("a search");
        let names =
            found.members.iter().filter_map(|member| member.email_address.split('@').next());
        assert_eq!(names.collect::<Vec<_>>(), expected);
        for member in &found.members {
            assert!(found.organizations.contains_key(&member.organization_id));
        }
    }
    let page = members(&stage).search(both().limit(2)).await.expect("a page");
    assert_eq!((page.members.len(), page.results_metadata.total), (2, 3));
    let rest = both().limit(2).cursor(page.results_metadata.next_cursor.expect("a second page"));
    let page = members(&stage).search(rest).await.expect("a page");
    assert_eq!(page.members[0].email_address, "dan@other.example");
    assert_eq!((page.members.len(), page.results_metadata.next_cursor), (1, None));
}

#[tokio::test]
async fn a_search_needs_organizations_and_known_filters() {
    let stage = Stage::new().await;
    let acme = || SearchRequest::new(["acme"]);
    let nowhere = SearchRequest::new(["nowhere"]);
    assert_refused(members(&stage).search(nowhere).await, 404, "organization_not_found");
    for (request, error_type) in [
        (SearchRequest::new(NONE), "member_search_organization_ids_empty"),
        (acme().query(filter("colour", &json!("red"))), "member_search_filter_name_not_recognized"),
        (
            acme().query(filter("member_is_breakglass", &json!("yes"))),
            "member_search_expected_boolean",
        ),
    ] {
        assert_refused(members(&stage).search(request).await, 400, error_type);
    }
}

#[tokio::test]
async fn a_search_gives_the_members_of_all_pages() {
    let stage = Stage::new().await;
    let addresses = ["a", "b", "c", "d", "e"].map(|name| format!("{name}@acme.example"));
    for address in &addresses {
        stage.member(address).await;
    }
    stage.member("other@zebra.example").await;
    let asked = stage.sandbox.requests().len();
    let request = SearchRequest::new(["acme"])
        .limit(2)
        .query(filter("member_email_fuzzy", &json!("acme.example")));
    let mut found = members(&stage).search(request).items();
    for address in &addresses {
        let member = found.next().await.expect("a Member").expect("an answer");
        assert_eq!(member.email_address, *address);
    }
    assert!(found.next().await.is_none());
    assert_eq!(stage.sandbox.requests().len(), asked + 3);

    let request = SearchRequest::new(["acme"]).cursor("nonsense");
    let mut found = members(&stage).search(request).items();
    assert_refused(found.next().await.expect("an error"), 400, "invalid_argument");
    assert!(found.next().await.is_none());
}
