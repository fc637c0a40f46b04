//! Members.

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

use crate::fixture::{Fixture, assert_error};

/// An empty list.
const NONE: [&str; 0] = [];

fn members(fixture: &Fixture) -> Members<'_> {
    fixture.b2b().organizations().members()
}

fn filter(name: &str, value: &serde_json::Value) -> SearchQuery {
    let operand = json!({ "filter_name": name, "filter_value": value });
    let operand: Metadata = serde_json::from_value(operand).expect("an object");
    SearchQuery::new(SearchOperator::And, [operand])
}

#[tokio::test]
async fn new_member_has_the_documented_defaults() {
    let fixture = Fixture::new().await;
    let created = members(&fixture).create(CreateRequest::new("acme", "ada@acme.example")).await;
    let created = created.expect("ada");
    assert!(created.member_id.starts_with("member-test-"));
    assert_eq!(created.organization, fixture.acme);
    let member = created.member;
    assert_eq!((&member.member_id, member.status), (&created.member_id, MemberStatus::Active));
    assert_eq!(member.organization_id, fixture.acme.organization_id);
    assert_eq!((member.name.as_str(), member.member_password_id.as_str()), ("", ""));
    assert_eq!((member.mfa_phone_number.as_str(), member.totp_registration_id.as_str()), ("", ""));
    assert_eq!(member.trusted_metadata, Some(Metadata::new()));
    assert!(!member.email_address_verified && !member.mfa_enrolled);
    assert_eq!(member.roles[0].role_id, "stytch_member");
}

#[tokio::test]
async fn create_stores_every_field() {
    let fixture = Fixture::new().await;
    let request = CreateRequest::new("acme", "ada@acme.example")
        .name("Ada")
        .create_member_as_pending(true)
        .mfa_phone_number("+12025550162")
        .mfa_enrolled(true)
        .roles(["editor", "stytch_admin"])
        .external_id("hr-1");
    let created = members(&fixture).create(request).await.expect("ada").member;
    assert_eq!((created.name.as_str(), &created.status), ("Ada", &MemberStatus::Pending));
    assert!(created.mfa_enrolled && created.is_admin);
    let roles: Vec<_> = created.roles.iter().map(|role| role.role_id.as_str()).collect();
    assert_eq!(roles, ["stytch_member", "editor", "stytch_admin"]);
    for request in [
        GetRequest::new("acme").member_id(&created.member_id),
        GetRequest::new("acme").member_id("hr-1"),
        GetRequest::new(&fixture.acme.organization_id).email_address("ADA@acme.example"),
    ] {
        assert_eq!(members(&fixture).get(request).await.expect("ada").member, created);
    }
}

#[tokio::test]
async fn unknown_member_is_not_found() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let other = organizations::CreateRequest::new("Other");
    fixture.b2b().organizations().create(other).await.expect("other");
    for (request, error_type) in [
        (GetRequest::new("acme").member_id("member-test-0"), "member_not_found"),
        (GetRequest::new("acme").email_address("bob@acme.example"), "member_not_found"),
        (GetRequest::new("other").member_id(&member_id), "member_not_found"),
        (GetRequest::new("unknown").member_id(&member_id), "organization_not_found"),
    ] {
        assert_error(members(&fixture).get(request).await, 404, error_type);
    }
    for request in [
        GetRequest::new("acme"),
        GetRequest::new("acme").member_id(&member_id).email_address("ada@acme.example"),
    ] {
        assert_error(members(&fixture).get(request).await, 400, "invalid_member_get_fields");
    }
}

#[tokio::test]
async fn contact_details_must_be_valid_and_unique() {
    let fixture = Fixture::new().await;
    let request = CreateRequest::new("acme", "ada@acme.example").external_id("hr-1");
    members(&fixture).create(request).await.expect("ada");
    let new = |email: &str| CreateRequest::new("acme", email);
    for (request, error_type) in [
        (new("Ada@acme.example"), "duplicate_member_email"),
        (new("bob@acme.example").external_id("hr-1"), "duplicate_member_external_id"),
        (new("bob"), "invalid_email"),
        (new("bob@"), "invalid_email"),
        (new("bob@acme@example"), "invalid_email"),
        (new("bob@acme.example").mfa_phone_number("12345678"), "invalid_phone_number"),
    ] {
        assert_error(members(&fixture).create(request).await, 400, error_type);
    }
    let other = organizations::CreateRequest::new("Other");
    fixture.b2b().organizations().create(other).await.expect("other");
    let same_email = CreateRequest::new("other", "ada@acme.example");
    members(&fixture).create(same_email).await.expect("the same address in another organization");
}

#[tokio::test]
async fn update_changes_only_given_fields() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let update = || UpdateRequest::new("acme", &member_id);
    let request = update().name("Ada").roles(["editor"]).external_id("hr-1");
    members(&fixture).update(request).await.expect("an update");
    let request = UpdateRequest::new("acme", "hr-1").email_address("ada@new.example");
    let updated = members(&fixture).update(request).await.expect("an update").member;
    assert_eq!((updated.name.as_str(), updated.roles.len()), ("Ada", 2));
    assert_eq!(updated.email_address, "ada@new.example");
    assert_eq!(updated.retired_email_addresses[0].email_address, "ada@acme.example");
    let duplicate = CreateRequest::new("acme", "ada@acme.example");
    assert_error(members(&fixture).create(duplicate).await, 400, "duplicate_member_email");

    let request = update().email_address("ada@third.example").unlink_email(true).roles(NONE);
    let updated = members(&fixture).update(request).await.expect("an update").member;
    assert_eq!((updated.retired_email_addresses.len(), updated.roles.len()), (1, 1));
    fixture.member("ada@new.example").await;

    let totp = update().default_mfa_method(MfaMethod::Totp);
    assert_error(members(&fixture).update(totp).await, 400, "default_mfa_member_missing_factor");
    let number = update().mfa_phone_number("+12025550162");
    members(&fixture).update(number).await.expect("a first number");
    let number = update().mfa_phone_number("+12025550163");
    let second = members(&fixture).update(number).await;
    assert_error(second, 400, "duplicate_member_phone_number_for_member");
}

#[tokio::test]
async fn deleted_member_can_be_reactivated() {
    let fixture = Fixture::new().await;
    let member_id = fixture.member("ada@acme.example").await;
    let members = members(&fixture);
    let reactivate = || ReactivateRequest::new("acme", &member_id);
    let not_deleted = "no_deleted_member_found_for_reactivation";
    assert_error(members.reactivate(reactivate()).await, 404, not_deleted);

    members.delete(DeleteRequest::new("acme", &member_id)).await.expect("a deletion");
    let get = || GetRequest::new("acme").member_id(&member_id);
    assert_error(members.get(get()).await, 404, "member_not_found");
    let again = members.delete(DeleteRequest::new("acme", &member_id)).await;
    assert_error(again, 404, "member_not_found");

    let member = members.reactivate(reactivate()).await.expect("a reactivation").member;
    assert_eq!(
        (member.member_id.as_str(), member.status),
        (member_id.as_str(), MemberStatus::Active)
    );
    members.get(get()).await.expect("ada");

    members.delete(DeleteRequest::new("acme", &member_id)).await.expect("a deletion");
    fixture.member("ada@acme.example").await;
    let email_taken = "reactivation_email_belongs_to_another_member";
    assert_error(members.reactivate(reactivate()).await, 400, email_taken);
}

#[tokio::test]
async fn ambiguous_external_id_is_rejected() {
    let fixture = Fixture::new().await;
    let members = members(&fixture);
    let duplicate = "duplicate_member_external_id";
    let ada = fixture.member("ada@acme.example").await;
    let bob = fixture.member("bob@acme.example").await;
    let new = |email: &str| CreateRequest::new("acme", email);
    assert_error(members.create(new("c@acme.example").external_id(&ada)).await, 400, duplicate);
    let use_id_of_ada = || UpdateRequest::new("acme", &bob).external_id(&ada);
    assert_error(members.update(use_id_of_ada()).await, 400, duplicate);

    // The ID of a deleted Member is still in use, but its external ID is free.
    let named = UpdateRequest::new("acme", &ada).external_id("hr-1");
    members.update(named).await.expect("an update");
    members.delete(DeleteRequest::new("acme", &ada)).await.expect("a deletion");
    assert_error(members.update(use_id_of_ada()).await, 400, duplicate);
    let reused = UpdateRequest::new("acme", &bob).external_id("hr-1");
    members.update(reused).await.expect("a free external ID");
    let reactivated = members.reactivate(ReactivateRequest::new("acme", &ada)).await;
    assert_error(reactivated, 400, duplicate);
}

#[tokio::test]
async fn totp_can_be_deleted() {
    let fixture = Fixture::new().await;
    let migrated = fixture.member_with_totp("ada@acme.example").await;
    let delete = || DeleteTotpRequest::new("acme", &migrated.member_id);
    let member = members(&fixture).delete_totp(delete()).await.expect("a deletion").member;
    assert_eq!(member.totp_registration_id, "");
    assert_error(members(&fixture).delete_totp(delete()).await, 404, "totp_not_found");
    let again = fixture.migration(&migrated.member_id);
    fixture.b2b().totps().migrate(again).await.expect("a migration");
}

#[tokio::test]
async fn search_covers_only_the_given_organizations() {
    let fixture = Fixture::new().await;
    let other = organizations::CreateRequest::new("Other");
    fixture.b2b().organizations().create(other).await.expect("other");
    for name in ["ada", "bob", "cyd"] {
        fixture.member(&format!("{name}@acme.example")).await;
    }
    let dan = CreateRequest::new("other", "dan@other.example").is_breakglass(true);
    members(&fixture).create(dan).await.expect("dan");
    let bob = GetRequest::new("acme").email_address("bob@acme.example");
    let bob = members(&fixture).get(bob).await.expect("bob").member_id;
    members(&fixture).delete(DeleteRequest::new("acme", bob)).await.expect("a deletion");

    let in_both = || SearchRequest::new(["acme", "other"]);
    let acme = SearchRequest::new([&fixture.acme.organization_id]);
    for (request, expected) in [
        (acme, ["ada", "cyd"].as_slice()),
        (in_both(), &["ada", "cyd", "dan"]),
        (in_both().query(filter("statuses", &json!(["deleted"]))), &["bob"]),
        (in_both().query(filter("member_email_fuzzy", &json!("ACME"))), &["ada", "cyd"]),
        (in_both().query(filter("member_is_breakglass", &json!(true))), &["dan"]),
    ] {
        let found = members(&fixture).search(request).await.expect("a search");
        let names =
            found.members.iter().filter_map(|member| member.email_address.split('@').next());
        assert_eq!(names.collect::<Vec<_>>(), expected);
        for member in &found.members {
            assert!(found.organizations.contains_key(&member.organization_id));
        }
    }
    let page = members(&fixture).search(in_both().limit(2)).await.expect("a page");
    assert_eq!((page.members.len(), page.results_metadata.total), (2, 3));
    let rest = in_both().limit(2).cursor(page.results_metadata.next_cursor.expect("a second page"));
    let page = members(&fixture).search(rest).await.expect("a page");
    assert_eq!(page.members[0].email_address, "dan@other.example");
    assert_eq!((page.members.len(), page.results_metadata.next_cursor), (1, None));
}

#[tokio::test]
async fn search_requires_organizations_and_known_filters() {
    let fixture = Fixture::new().await;
    let acme = || SearchRequest::new(["acme"]);
    let unknown = SearchRequest::new(["unknown"]);
    assert_error(members(&fixture).search(unknown).await, 404, "organization_not_found");
    for (request, error_type) in [
        (SearchRequest::new(NONE), "member_search_organization_ids_empty"),
        (acme().query(filter("colour", &json!("red"))), "member_search_filter_name_not_recognized"),
        (
            acme().query(filter("member_is_breakglass", &json!("yes"))),
            "member_search_expected_boolean",
        ),
    ] {
        assert_error(members(&fixture).search(request).await, 400, error_type);
    }
}

#[tokio::test]
async fn search_items_span_all_pages() {
    let fixture = Fixture::new().await;
    let addresses = ["a", "b", "c", "d", "e"].map(|name| format!("{name}@acme.example"));
    for address in &addresses {
        fixture.member(address).await;
    }
    fixture.member("other@zebra.example").await;
    let count = fixture.sandbox.requests().len();
    let request = SearchRequest::new(["acme"])
        .limit(2)
        .query(filter("member_email_fuzzy", &json!("acme.example")));
    let mut found = members(&fixture).search(request).items();
    for address in &addresses {
        let member = found.next().await.expect("a Member").expect("a response");
        assert_eq!(member.email_address, *address);
    }
    assert!(found.next().await.is_none());
    assert_eq!(fixture.sandbox.requests().len(), count + 3);

    let request = SearchRequest::new(["acme"]).cursor("nonsense");
    let mut found = members(&fixture).search(request).items();
    assert_error(found.next().await.expect("an error"), 400, "invalid_argument");
    assert!(found.next().await.is_none());
}
