//! Organizations.

use serde_json::json;
use stytch_api::{
    Metadata,
    b2b::{
        Allowance, AuthMethod, MfaPolicy,
        SearchOperator::{self, And, Or},
        SearchQuery,
        organizations::{
            CreateRequest, DeleteRequest, GetRequest, SearchRequest, UpdateRequest, members,
        },
    },
};

use crate::fixture::{Fixture, assert_error};

/// A JSON object of any fields.
fn metadata(json: serde_json::Value) -> Metadata {
    serde_json::from_value(json).expect("an object")
}

/// A search query with these filters.
fn query(operator: SearchOperator, filters: &[(&str, serde_json::Value)]) -> SearchQuery {
    let operands = filters
        .iter()
        .map(|(name, value)| metadata(json!({ "filter_name": name, "filter_value": value })));
    SearchQuery::new(operator, operands)
}

#[tokio::test]
async fn new_organization_has_the_documented_defaults() {
    let fixture = Fixture::new().await;
    let acme = &fixture.acme;
    assert!(acme.organization_id.starts_with("organization-test-"));
    assert_eq!(acme.organization_id.len(), "organization-test-".len() + 36);
    assert_eq!(
        (acme.organization_name.as_str(), acme.organization_slug.as_str()),
        ("Acme", "acme")
    );
    assert_eq!(acme.email_invites, Allowance::AllAllowed);
    assert_eq!(acme.email_jit_provisioning, Allowance::NotAllowed);
    assert_eq!(acme.mfa_policy, MfaPolicy::Optional);
    assert_eq!(acme.trusted_metadata, Some(Metadata::new()));
    assert!(acme.created_at.as_ref().is_some_and(|at| at.to_system_time().is_some()));
    assert_eq!(acme.organization_external_id, None);
}

#[tokio::test]
async fn create_stores_every_field() {
    let fixture = Fixture::new().await;
    let request = CreateRequest::new("Zebra GmbH & Co. KG")
        .organization_external_id("crm-7")
        .trusted_metadata(metadata(json!({ "plan": { "seats": 3 } })))
        .email_allowed_domains(["zebra.example"])
        .email_jit_provisioning(Allowance::Restricted)
        .auth_methods(Allowance::Restricted)
        .allowed_auth_methods([AuthMethod::Sso, AuthMethod::MagicLink]);
    let created = fixture.b2b().organizations().create(request).await.expect("zebra").organization;
    assert_eq!(created.organization_slug, "zebra-gmbh-co.-kg");
    assert_eq!(created.trusted_metadata, Some(metadata(json!({ "plan": { "seats": 3 } }))));
    assert_eq!(created.allowed_auth_methods, [AuthMethod::Sso, AuthMethod::MagicLink]);
    // The request sets a rule for joining.
    assert_eq!(created.email_invites, Allowance::NotAllowed);
    for reference in [created.organization_id.as_str(), "zebra-gmbh-co.-kg", "crm-7"] {
        let found = fixture.b2b().organizations().get(GetRequest::new(reference)).await;
        assert_eq!(found.expect(reference).organization, created);
    }
}

#[tokio::test]
async fn names_must_be_valid_and_unique() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    for (request, error_type) in [
        (CreateRequest::new("acme"), "organization_slug_already_used"),
        (CreateRequest::new("B").organization_slug("acme"), "organization_slug_already_used"),
        (CreateRequest::new("B").organization_slug("b"), "invalid_organization_slug"),
        (CreateRequest::new("B").organization_slug("b c"), "invalid_organization_slug"),
        (CreateRequest::new(""), "invalid_organization_name"),
        (CreateRequest::new("a".repeat(129)), "invalid_organization_name"),
    ] {
        assert_error(organizations.create(request).await, 400, error_type);
    }
    let one_letter = organizations.create(CreateRequest::new("X")).await.expect("an organization");
    assert!(one_letter.organization.organization_slug.len() >= 2);

    let first = CreateRequest::new("First").organization_external_id("crm-1");
    organizations.create(first).await.expect("the first");
    let second = CreateRequest::new("Second").organization_external_id("crm-1");
    assert_error(organizations.create(second).await, 400, "duplicate_organization");
}

#[tokio::test]
async fn ambiguous_slug_or_external_id_is_rejected() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    let crm = CreateRequest::new("Zebra").organization_external_id("crm-7");
    organizations.create(crm).await.expect("zebra");
    let acme_id = fixture.acme.organization_id.as_str();
    for name in [acme_id, "crm-7"] {
        let duplicate = CreateRequest::new("B").organization_slug(name);
        assert_error(organizations.create(duplicate).await, 400, "organization_slug_already_used");
        let derived = CreateRequest::new(name);
        assert_error(organizations.create(derived).await, 400, "organization_slug_already_used");
        let duplicate = UpdateRequest::new("zebra").organization_slug(acme_id);
        assert_error(organizations.update(duplicate).await, 400, "organization_slug_already_used");
    }
    for name in [acme_id, "acme"] {
        let duplicate = CreateRequest::new("Other").organization_external_id(name);
        assert_error(organizations.create(duplicate).await, 400, "duplicate_organization");
        let duplicate = UpdateRequest::new("zebra").organization_external_id(name);
        assert_error(organizations.update(duplicate).await, 400, "duplicate_organization");
    }
    let own = UpdateRequest::new("acme").organization_external_id("acme");
    organizations.update(own).await.expect("its own slug");
}

#[tokio::test]
async fn update_changes_only_given_fields() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    let first = UpdateRequest::new("acme")
        .organization_name("Acme Ltd")
        .trusted_metadata(metadata(json!({ "a": 1, "b": 2 })))
        .email_allowed_domains(["acme.example"]);
    organizations.update(first).await.expect("an update");
    let second = UpdateRequest::new("acme")
        .trusted_metadata(metadata(json!({ "a": null, "c": 3 })))
        .email_allowed_domains([""; 0]);
    let updated = organizations.update(second).await.expect("an update").organization;
    assert_eq!(updated.organization_name, "Acme Ltd");
    assert_eq!(updated.organization_slug, "acme");
    assert_eq!(updated.trusted_metadata, Some(metadata(json!({ "b": 2, "c": 3 }))));
    assert!(updated.email_allowed_domains.is_empty());
    let found = organizations.get(GetRequest::new("acme")).await.expect("acme").organization;
    assert_eq!(found, updated);

    organizations.create(CreateRequest::new("Other")).await.expect("other");
    let duplicate = UpdateRequest::new("acme").organization_slug("other");
    assert_error(organizations.update(duplicate).await, 400, "organization_slug_already_used");
    let own = UpdateRequest::new("acme").organization_slug("acme");
    organizations.update(own).await.expect("its own slug");
}

#[tokio::test]
async fn deleting_an_organization_deletes_its_members() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    let member_id = fixture.member("ada@acme.example").await;
    let deleted = organizations.delete(DeleteRequest::new("acme")).await.expect("a deletion");
    assert_eq!(deleted.organization_id, fixture.acme.organization_id);
    let result = organizations.get(GetRequest::new("acme")).await;
    assert_error(result, 404, "organization_not_found");

    organizations.create(CreateRequest::new("Acme")).await.expect("the slug is free again");
    let member = members::GetRequest::new("acme").member_id(member_id);
    assert_error(organizations.members().get(member).await, 404, "member_not_found");
}

#[tokio::test]
async fn search_is_paginated() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    for number in 2..=5 {
        let name = format!("Organization {number}");
        organizations.create(CreateRequest::new(name)).await.expect("an organization");
    }
    let mut slugs = Vec::new();
    let mut cursor = None;
    loop {
        let mut request = SearchRequest::new().limit(2);
        request.cursor = cursor;
        let page = organizations.search(request).await.expect("a page");
        assert!(page.organizations.len() <= 2);
        assert_eq!(page.results_metadata.total, 5);
        slugs.extend(page.organizations.into_iter().map(|found| found.organization_slug));
        cursor = page.results_metadata.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(
        slugs,
        ["acme", "organization-2", "organization-3", "organization-4", "organization-5"]
    );
    for request in [
        SearchRequest::new().limit(0),
        SearchRequest::new().limit(1001),
        SearchRequest::new().cursor("nonsense"),
    ] {
        assert_error(organizations.search(request).await, 400, "invalid_argument");
    }
}

#[tokio::test]
async fn query_filters_the_results() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    let zebra = CreateRequest::new("Zebra").email_allowed_domains(["zebra.example"]);
    organizations.create(zebra).await.expect("zebra");
    fixture.member("ada@acme.example").await;
    let (acme, zebra) = (["acme"].as_slice(), ["zebra"].as_slice());
    let slugs = ("organization_slugs", json!(["acme", "zebra"]));
    for (operator, filters, expected) in [
        (And, vec![], ["acme", "zebra"].as_slice()),
        (Or, vec![], &["acme", "zebra"]),
        (And, vec![("organization_ids", json!([fixture.acme.organization_id]))], acme),
        (And, vec![slugs.clone(), ("allowed_domains", json!(["zebra.example"]))], zebra),
        (Or, vec![slugs, ("allowed_domains", json!(["none"]))], &["acme", "zebra"]),
        (And, vec![("organization_name_fuzzy", json!("EBR"))], zebra),
        (And, vec![("member_emails", json!(["ADA@acme.example"]))], acme),
        (And, vec![("member_email_fuzzy", json!("unknown"))], &[]),
    ] {
        let request = SearchRequest::new().query(query(operator, &filters));
        let found = organizations.search(request).await.expect("a search").organizations;
        let found: Vec<_> = found.iter().map(|found| found.organization_slug.as_str()).collect();
        assert_eq!(found, expected, "{filters:?}");
    }
    for (name, value, error_type) in [
        ("colour", json!("red"), "organization_search_filter_name_not_recognized"),
        ("organization_slugs", json!("acme"), "organization_search_expected_array_of_strings"),
        ("organization_name_fuzzy", json!(7), "organization_search_expected_string"),
        (
            "organization_name_fuzzy",
            json!("ac"),
            "organization_search_organization_name_fuzzy_too_short",
        ),
    ] {
        let request = SearchRequest::new().query(query(And, &[(name, value)]));
        assert_error(organizations.search(request).await, 400, error_type);
    }
}

#[tokio::test]
async fn query_is_validated_even_without_results() {
    let fixture = Fixture::new().await;
    let organizations = fixture.b2b().organizations();
    organizations.delete(DeleteRequest::new("acme")).await.expect("a deletion");
    for (name, value, error_type) in [
        ("colour", json!("red"), "organization_search_filter_name_not_recognized"),
        ("organization_slugs", json!("acme"), "organization_search_expected_array_of_strings"),
    ] {
        let request = SearchRequest::new().query(query(Or, &[(name, value)]));
        assert_error(organizations.search(request).await, 400, error_type);
    }
    let known = [("organization_slugs", json!(["acme"]))];
    let request = SearchRequest::new().query(query(Or, &known));
    assert_eq!(organizations.search(request).await.expect("a search").organizations, []);
}
