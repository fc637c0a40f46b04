//! Members: unique email addresses, roles, deletion and return, search.

use std::{collections::BTreeMap, time::SystemTime};

use crate::{
    Metadata,
    b2b::{
        Member, MemberRole, MemberRoleSource, MemberRoleSourceType, MemberStatus, MfaMethod,
        Organization, RetiredEmail,
        organizations::members::{
            CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, DeleteTotpRequest,
            DeleteTotpResponse, GetRequest, GetResponse, ReactivateRequest, ReactivateResponse,
            SearchRequest, SearchResponse, UpdateRequest, UpdateResponse,
        },
    },
    sandbox::{
        handlers::{
            contact::{check_email, check_phone_number},
            handle::Handler,
            search::{Query, Subject, Test, page},
        },
        store::{
            apply_update::apply_update,
            problem::Problem,
            random,
            state::{MemberRecord, State},
        },
    },
};

impl Handler for CreateRequest {
    fn handle(self, state: &mut State) -> Result<CreateResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        let now = SystemTime::now();
        let is_pending = self.create_member_as_pending == Some(true);
        let blank = Member {
            organization_id: organization.organization_id.clone(),
            member_id: random::id("member"),
            status: if is_pending { MemberStatus::Pending } else { MemberStatus::Active },
            trusted_metadata: Some(Metadata::new()),
            untrusted_metadata: Some(Metadata::new()),
            created_at: Some(now.into()),
            updated_at: Some(now.into()),
            ..Default::default()
        };
        let mut member = apply_update(&blank, &self);
        assign_roles(&mut member, self.roles);
        check_member(state, &organization, &member)?;
        state.members.push(MemberRecord {
            member: member.clone(),
            authenticator: None,
            recovery_codes: Vec::new(),
        });
        let member_id = member.member_id.clone();
        Ok(CreateResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        let record = match (&self.member_id, &self.email_address) {
            (Some(reference), None) => state.member(&organization, reference)?,
            (None, Some(email)) => state.member_where(&organization, |record| {
                record.member.email_address.eq_ignore_ascii_case(email)
            })?,
            _ => {
                let message = "Give one of `member_id` and `email_address`.";
                return Err(Problem::refused("invalid_member_get_fields", message));
            }
        };
        let member = record.member.clone();
        let member_id = member.member_id.clone();
        Ok(GetResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for UpdateRequest {
    fn handle(self, state: &mut State) -> Result<UpdateResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        check_second_factor(record, &self)?;
        let before = record.member.clone();
        let mut member = apply_update(&before, &self);
        assign_roles(&mut member, self.roles);
        if !member.email_address.eq_ignore_ascii_case(&before.email_address) {
            member.email_address_verified = false;
            if self.unlink_email != Some(true) {
                member.retired_email_addresses.push(RetiredEmail {
                    email_id: random::id("email"),
                    email_address: before.email_address,
                    ..Default::default()
                });
            }
        }
        member.updated_at = Some(SystemTime::now().into());
        check_member(state, &organization, &member)?;
        let record = state.member(&organization, &member.member_id)?;
        record.member = member.clone();
        let member_id = member.member_id.clone();
        Ok(UpdateResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for DeleteRequest {
    fn handle(self, state: &mut State) -> Result<DeleteResponse, Problem> {
        let (_, record) = state.organization_and_member(&self.organization_id, &self.member_id)?;
        record.member.status = MemberStatus::Deleted;
        record.touch();
        let member_id = record.member.member_id.clone();
        state.sessions.end_all_of(&member_id);
        Ok(DeleteResponse { member_id, ..Default::default() })
    }
}

impl Handler for DeleteTotpRequest {
    fn handle(self, state: &mut State) -> Result<DeleteTotpResponse, Problem> {
        let (organization, record) =
            state.organization_and_member(&self.organization_id, &self.member_id)?;
        if record.authenticator.take().is_none() {
            let message = "The Member has no authenticator.";
            return Err(Problem::not_found("totp_not_found", message));
        }
        record.recovery_codes.clear();
        record.member.totp_registration_id.clear();
        if record.member.default_mfa_method == MfaMethod::Totp {
            record.member.default_mfa_method = Member::default().default_mfa_method;
        }
        record.touch();
        let member = record.member.clone();
        let member_id = member.member_id.clone();
        Ok(DeleteTotpResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for ReactivateRequest {
    fn handle(self, state: &mut State) -> Result<ReactivateResponse, Problem> {
        let organization = state.organization(&self.organization_id)?;
        let deleted = state
            .members_of(&organization)
            .find(|record| record.is_deleted() && record.is(&self.member_id))
            .map(|record| record.member.clone());
        let Some(mut member) = deleted else {
            let message = "There is no deleted Member with this ID.";
            return Err(Problem::not_found("no_deleted_member_found_for_reactivation", message));
        };
        if is_taken(state, &organization, &member, &member.email_address) {
            let message = "The email address has gone to another Member.";
            return Err(Problem::refused("reactivation_email_belongs_to_another_member", message));
        }
        check_external_id(state, &organization, &member)?;
        member.status = MemberStatus::Active;
        member.updated_at = Some(SystemTime::now().into());
        let member_id = member.member_id.clone();
        if let Some(record) = state.members.iter_mut().find(|record| record.is(&member_id)) {
            record.member = member.clone();
        }
        Ok(ReactivateResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for SearchRequest {
    fn handle(self, state: &mut State) -> Result<SearchResponse, Problem> {
        if self.organization_ids.is_empty() {
            let message = "`organization_ids` must name at least one Organization.";
            return Err(Problem::refused("member_search_organization_ids_empty", message));
        }
        let mut organizations = BTreeMap::new();
        for reference in &self.organization_ids {
            let organization = state.organization(reference)?;
            organizations.insert(organization.organization_id.clone(), organization);
        }
        let operands = self.query.iter().flat_map(|query| &query.operands);
        let asks_for_status = operands
            .filter_map(|operand| operand.get("filter_name")?.as_str())
            .any(|name| name == "statuses");
        let query = Query::check(self.query.as_ref(), Subject::Member, test_named)?;
        let mut found = Vec::new();
        for record in state.members.iter().filter(|record| asks_for_status || !record.is_deleted())
        {
            let member = &record.member;
            let organization = organizations.get(&member.organization_id);
            if organization
                .is_some_and(|organization| query.accepts(&Candidate { member, organization }))
            {
                found.push(member.clone());
            }
        }
        let id = |member: &Member| member.member_id.clone();
        let (members, results_metadata) = page(found, id, self.cursor.as_deref(), self.limit)?;
        organizations.retain(|id, _| members.iter().any(|member| member.organization_id == *id));
        Ok(SearchResponse { members, results_metadata, organizations, ..Default::default() })
    }
}

/// Roles that are assigned to the Member directly; nothing changes when absent.
fn assign_roles(member: &mut Member, roles: Option<Vec<String>>) {
    let Some(roles) = roles else {
        return;
    };
    member.is_admin = roles.iter().any(|role| role == "stytch_admin");
    let source = MemberRoleSource {
        r#type: MemberRoleSourceType::DirectAssignment,
        details: Some(Metadata::new()),
        ..Default::default()
    };
    let roles = roles.into_iter().map(|role_id| MemberRole {
        role_id,
        sources: vec![source.clone()],
        ..Default::default()
    });
    member.roles = roles.collect();
}

/// Refuses a change to a second factor that the Member does not have, or has otherwise.
fn check_second_factor(record: &MemberRecord, request: &UpdateRequest) -> Result<(), Problem> {
    let number = &record.member.mfa_phone_number;
    let new_number = request.mfa_phone_number.as_ref().unwrap_or(number);
    if !number.is_empty() && new_number != number {
        let message = "The Member has another phone number; delete that one first.";
        return Err(Problem::refused("duplicate_member_phone_number_for_member", message));
    }
    let lacks_factor = match &request.default_mfa_method {
        Some(MfaMethod::Totp) => record.authenticator.is_none(),
        Some(MfaMethod::SmsOtp) => new_number.is_empty(),
        _ => false,
    };
    if lacks_factor {
        let message = "The Member does not have the factor that `default_mfa_method` names.";
        return Err(Problem::refused("default_mfa_member_missing_factor", message));
    }
    Ok(())
}

/// Refuses a Member whose addresses are invalid, or that a request could take for another one.
fn check_member(
    state: &State,
    organization: &Organization,
    member: &Member,
) -> Result<(), Problem> {
    let email = &member.email_address;
    check_email("email_address", email)?;
    if !member.mfa_phone_number.is_empty() {
        check_phone_number("mfa_phone_number", &member.mfa_phone_number)?;
    }
    if is_taken(state, organization, member, email) {
        let message = "Another Member of the Organization has this email address.";
        return Err(Problem::refused("duplicate_member_email", message));
    }
    check_external_id(state, organization, member)
}

/// Refuses an external ID that another Member has, or that is the ID of one, who may be deleted: a
/// deleted Member is reactivated by it.
fn check_external_id(
    state: &State,
    organization: &Organization,
    member: &Member,
) -> Result<(), Problem> {
    let Some(external_id) = &member.external_id else {
        return Ok(());
    };
    let mut all = state.members_of(organization).map(|record| &record.member);
    if others(state, organization, member).any(|other| other.external_id == member.external_id)
        || all.any(|other| other.member_id == *external_id && other.member_id != member.member_id)
    {
        let message = "Another Member of the Organization has this external ID.";
        return Err(Problem::refused("duplicate_member_external_id", message));
    }
    Ok(())
}

/// Whether another Member has the address, or has had it and kept it.
fn is_taken(state: &State, organization: &Organization, member: &Member, email: &str) -> bool {
    others(state, organization, member).any(|other| {
        let mut retired = other.retired_email_addresses.iter();
        other.email_address.eq_ignore_ascii_case(email)
            || retired.any(|retired| retired.email_address.eq_ignore_ascii_case(email))
    })
}

fn others<'s>(
    state: &'s State,
    organization: &'s Organization,
    member: &Member,
) -> impl Iterator<Item = &'s Member> {
    let records = state.members_of(organization).filter(|record| !record.is_deleted());
    records.map(|record| &record.member).filter(move |other| other.member_id != member.member_id)
}

/// A Member that is searched, with its Organization.
struct Candidate<'s> {
    member: &'s Member,
    organization: &'s Organization,
}

fn test_named<'s>(filter: &str) -> Option<Test<Candidate<'s>>> {
    Some(match filter {
        "member_ids" => Test::Among(|Candidate { member, .. }| {
            let ids = [Some(&member.member_id), member.external_id.as_ref()].into_iter().flatten();
            ids.map(String::as_str).collect()
        }),
        "member_emails" => Test::Among(|it| vec![&it.member.email_address]),
        "member_email_fuzzy" => Test::Within(|it| vec![&it.member.email_address]),
        "member_mfa_phone_numbers" => Test::Among(|it| vec![&it.member.mfa_phone_number]),
        "member_mfa_phone_number_fuzzy" => Test::Within(|it| vec![&it.member.mfa_phone_number]),
        "member_roles" => {
            Test::Among(|it| it.member.roles.iter().map(|role| role.role_id.as_str()).collect())
        }
        "member_is_breakglass" => Test::Is(|it| it.member.is_breakglass),
        "member_password_exists" => Test::Is(|it| !it.member.member_password_id.is_empty()),
        "statuses" => Test::Among(|it| vec![it.member.status.as_str()]),
        "organization_slug_fuzzy" => Test::Within(|it| vec![&it.organization.organization_slug]),
        _ => return None,
    })
}
