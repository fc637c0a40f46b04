//! Organizations.

use std::time::SystemTime;

use crate::{
    b2b::{Allowance, Member, MfaPolicy, Organization, organizations},
    sandbox::{
        handlers::{
            prelude::*,
            search::{Search, Test},
        },
        store::organizations::is_slug_character,
    },
};

pub(crate) fn handlers() -> Vec<Handler> {
    vec![
        handler(|store, it: &organizations::CreateRequest| {
            let organization = Some(create(store, it)?);
            Ok(ResponseFields { organization, ..Default::default() })
        }),
        handler(|store, it: &organizations::GetRequest| {
            let organization = store.organizations.get(&it.organization_id).cloned().map(Some)?;
            Ok(ResponseFields { organization, ..Default::default() })
        }),
        handler(|store, it: &organizations::UpdateRequest| {
            let organization = apply_update(store.organizations.get(&it.organization_id)?, it);
            let organization = store.organizations.save(organization).cloned().map(Some)?;
            Ok(ResponseFields { organization, ..Default::default() })
        }),
        handler(|store, it: &organizations::DeleteRequest| {
            let Organization { organization_id, .. } =
                store.organizations.remove(&it.organization_id)?;
            let is_in = |member: &Member| member.organization_id == organization_id;
            store.members.remove_all(&organization_id, is_in);
            store.member_sessions.revoke_all_in(&organization_id);
            Ok(ResponseFields { organization_id, ..Default::default() })
        }),
        handler(search),
    ]
}

pub(crate) fn create(
    store: &mut Store,
    request: &organizations::CreateRequest,
) -> Result<Organization> {
    let mut organization = apply_update(&new_organization(request, store.clock.now()), request);
    let slug = request.organization_slug.clone();
    organization.organization_slug =
        slug.unwrap_or_else(|| derive_slug(&request.organization_name));
    store.organizations.save(organization).cloned()
}

fn search(
    store: &mut Store,
    request: &organizations::SearchRequest,
) -> Result<organizations::SearchResponse> {
    let all = store.organizations.iter();
    let (organizations, results_metadata) = SEARCH.run(store, request, all)?;
    let organizations = organizations.into_iter().cloned().collect();
    Ok(organizations::SearchResponse { organizations, results_metadata, ..Default::default() })
}

/// A new Organization with Stytch's documented defaults.
fn new_organization(request: &organizations::CreateRequest, now: SystemTime) -> Organization {
    let has_join_rule = request.sso_jit_provisioning.is_some()
        || request.email_jit_provisioning.is_some()
        || request.email_allowed_domains.is_some()
        || request.oauth_tenant_jit_provisioning.is_some();
    Organization {
        organization_id: random::id("organization"),
        sso_jit_provisioning: Allowance::AllAllowed,
        email_jit_provisioning: Allowance::NotAllowed,
        email_invites: if has_join_rule { Allowance::NotAllowed } else { Allowance::AllAllowed },
        auth_methods: Allowance::AllAllowed,
        mfa_policy: MfaPolicy::Optional,
        mfa_methods: Allowance::AllAllowed,
        oauth_tenant_jit_provisioning: Allowance::NotAllowed,
        first_party_connected_apps_allowed_type: Allowance::AllAllowed,
        third_party_connected_apps_allowed_type: Allowance::AllAllowed,
        trusted_metadata: Some(Metadata::new()),
        created_at: Some(now.into()),
        updated_at: Some(now.into()),
        ..Default::default()
    }
}

/// Derives `acme-gmbh` from `Acme GmbH`.
fn derive_slug(name: &str) -> String {
    let characters = name.chars().map(|character| {
        if is_slug_character(character) { character.to_ascii_lowercase() } else { '-' }
    });
    let characters: String = characters.collect();
    let words: Vec<_> = characters.split('-').filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(128).collect();
    // The name may have a single letter, or none of the Latin script.
    if slug.len() < 2 { random::id("organization") } else { slug }
}

const SEARCH: Search<Organization> = Search {
    resource: "organization",
    filters: &[
        ("organization_ids", Test::OneOf(|_, it| vec![&it.organization_id])),
        ("organization_slugs", Test::OneOf(|_, it| vec![&it.organization_slug])),
        ("organization_slug_fuzzy", Test::Contains(|_, it| vec![&it.organization_slug])),
        ("organization_name_fuzzy", Test::Contains(|_, it| vec![&it.organization_name])),
        ("allowed_domains", Test::OneOf(|_, it| texts(&it.email_allowed_domains))),
        ("allowed_domain_fuzzy", Test::Contains(|_, it| texts(&it.email_allowed_domains))),
        ("claimed_email_domains", Test::OneOf(|_, it| texts(&it.claimed_email_domains))),
        ("member_emails", Test::OneOf(member_emails)),
        ("member_email_fuzzy", Test::Contains(member_emails)),
    ],
};

fn member_emails<'s>(store: &'s Store, organization: &'s Organization) -> Vec<&'s str> {
    let members = store.members.all_in(&organization.organization_id);
    members.map(|member| member.email_address.as_str()).collect()
}

fn texts(strings: &[String]) -> Vec<&str> {
    strings.iter().map(String::as_str).collect()
}
