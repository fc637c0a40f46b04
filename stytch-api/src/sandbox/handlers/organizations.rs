//! Organizations: unique slugs and external IDs, the defaults of a new one, search.

use std::time::SystemTime;

use crate::{
    Metadata,
    b2b::{
        Allowance, MfaPolicy, Organization,
        organizations::{
            CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest, GetResponse,
            SearchRequest, SearchResponse, UpdateRequest, UpdateResponse,
        },
    },
    sandbox::{
        handlers::{
            handle::Handler,
            search::{Query, Subject, Test, page},
        },
        store::{
            apply_update::apply_update,
            problem::Problem,
            random,
            state::{State, is_named},
        },
    },
};

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let slug = match &self.organization_slug {
            Some(slug) => slug.clone(),
            None => derive_slug(&self.organization_name),
        };
        let organization = Organization {
            organization_slug: slug,
            ..apply_update(&new_organization(&self), &self)
        };
        check_organization(state, &organization)?;
        state.organizations.push(organization.clone());
        Ok(CreateResponse { organization, ..Default::default() })
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        Ok(GetResponse { organization, ..Default::default() })
    }
}

impl Handler for UpdateRequest {
    fn handle(self, state: &mut State) -> Result<UpdateResponse, Problem> {
        let index = state.organization_index(&self.organization_id)?;
        let mut organization = apply_update(&state.organizations[index], &self);
        organization.updated_at = Some(SystemTime::now().into());
        check_organization(state, &organization)?;
        state.organizations[index] = organization.clone();
        Ok(UpdateResponse { organization, ..Default::default() })
    }
}

impl Handler for DeleteRequest {
    fn handle(self, state: &mut State) -> Result<DeleteResponse, Problem> {
        let index = state.organization_index(&self.organization_id)?;
        let organization_id = state.organizations.remove(index).organization_id;
        state.members.retain(|record| record.member.organization_id != organization_id);
        state.sessions.end_where(|session| session.organization_id == organization_id);
        Ok(DeleteResponse { organization_id, ..Default::default() })
    }
}

impl Handler for SearchRequest {
    fn handle(self, state: &mut State) -> Result<SearchResponse, Problem> {
        let query = Query::check(self.query.as_ref(), Subject::Organization, test_named)?;
        let organizations = state.organizations.iter();
        let found = organizations
            .filter(|organization| query.accepts(&Candidate { state, organization }))
            .cloned()
            .collect();
        let id = |organization: &Organization| organization.organization_id.clone();
        let (organizations, results_metadata) =
            page(found, id, self.cursor.as_deref(), self.limit)?;
        Ok(SearchResponse { organizations, results_metadata, ..Default::default() })
    }
}

/// What a new Organization is before the request says otherwise, with Stytch's documented defaults.
fn new_organization(request: &CreateRequest) -> Organization {
    let rule_is_given = request.sso_jit_provisioning.is_some()
        || request.email_jit_provisioning.is_some()
        || request.email_allowed_domains.is_some()
        || request.oauth_tenant_jit_provisioning.is_some();
    let now = SystemTime::now();
    Organization {
        organization_id: random::id("organization"),
        sso_jit_provisioning: Allowance::AllAllowed,
        email_jit_provisioning: Allowance::NotAllowed,
        email_invites: if rule_is_given { Allowance::NotAllowed } else { Allowance::AllAllowed },
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

/// `acme-gmbh` for `Acme GmbH`.
fn derive_slug(name: &str) -> String {
    let letters = name
        .chars()
        .map(|letter| if is_slug_letter(letter) { letter.to_ascii_lowercase() } else { '-' });
    let letters: String = letters.collect();
    let words: Vec<_> = letters.split('-').filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(128).collect();
    // A name of one letter, or in a script without Latin letters, leaves too little.
    if slug.len() < 2 { random::id("organization") } else { slug }
}

fn is_slug_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~".contains(letter)
}

/// Refuses an Organization whose names are invalid, or that a request could take for another one.
fn check_organization(state: &State, organization: &Organization) -> Result<(), Problem> {
    let Organization { organization_id, organization_name, organization_slug: slug, .. } =
        organization;
    if !(1..=128).contains(&organization_name.chars().count()) {
        let message = "`organization_name` must have 1 to 128 characters.";
        return Err(Problem::refused("invalid_organization_name", message));
    }
    if !(2..=128).contains(&slug.len()) || !slug.chars().all(is_slug_letter) {
        let message = "`organization_slug` must have 2 to 128 letters, digits or `-._~`.";
        return Err(Problem::refused("invalid_organization_slug", message));
    }
    let mut others = state.organizations.iter().filter(|o| o.organization_id != *organization_id);
    if others.clone().any(|other| is_named(other, slug)) {
        let message = "The organization_slug is used by another Organization.";
        return Err(Problem::refused("organization_slug_already_used", message));
    }
    let external = organization.organization_external_id.as_ref();
    if external.is_some_and(|external| others.any(|other| is_named(other, external))) {
        let message = "The organization_external_id is used by another Organization.";
        return Err(Problem::refused("duplicate_organization", message));
    }
    Ok(())
}

/// An Organization that is searched, with its surroundings.
struct Candidate<'s> {
    state: &'s State,
    organization: &'s Organization,
}

impl Candidate<'_> {
    fn emails(&self) -> Vec<&str> {
        let members =
            self.state.members_of(self.organization).filter(|record| !record.is_deleted());
        members.map(|record| record.member.email_address.as_str()).collect()
    }
}

fn test_named<'s>(filter: &str) -> Option<Test<Candidate<'s>>> {
    Some(match filter {
        "organization_ids" => Test::Among(|it| vec![&it.organization.organization_id]),
        "organization_slugs" => Test::Among(|it| vec![&it.organization.organization_slug]),
        "organization_slug_fuzzy" => Test::Within(|it| vec![&it.organization.organization_slug]),
        "organization_name_fuzzy" => Test::Within(|it| vec![&it.organization.organization_name]),
        "allowed_domains" => Test::Among(|it| texts(&it.organization.email_allowed_domains)),
        "allowed_domain_fuzzy" => Test::Within(|it| texts(&it.organization.email_allowed_domains)),
        "claimed_email_domains" => Test::Among(|it| texts(&it.organization.claimed_email_domains)),
        "member_emails" => Test::Among(Candidate::emails),
        "member_email_fuzzy" => Test::Within(Candidate::emails),
        _ => return None,
    })
}

fn texts(strings: &[String]) -> Vec<&str> {
    strings.iter().map(String::as_str).collect()
}
