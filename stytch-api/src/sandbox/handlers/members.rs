//! Members.

use std::{collections::BTreeMap, time::SystemTime};

use crate::{
    b2b::{
        Member, MemberRole, MemberRoleSource, MemberRoleSourceType, MemberStatus, MfaMethod,
        Organization, RetiredEmail, SearchQuery, organizations::members,
    },
    sandbox::{
        handlers::{
            prelude::*,
            search::{Search, Test},
        },
        store::{
            default_policy::{ADMIN_ROLE, MEMBER_ROLE},
            members::is_deleted,
        },
    },
};

pub(crate) fn handlers() -> Vec<Handler> {
    vec![
        handler(create),
        handler(get),
        handler(update),
        handler(|store, it: &members::DeleteRequest| {
            let found = store.organization_and_member(&it.organization_id, &it.member_id)?;
            let member_id = found.1.member_id.clone();
            store.members.save(Member { status: MemberStatus::Deleted, ..found.1 })?;
            store.member_sessions.revoke_all_of(&member_id);
            Ok(ResponseFields { member_id, ..Default::default() })
        }),
        handler(reactivate),
        handler(search),
    ]
}

fn create(store: &mut Store, request: &members::CreateRequest) -> Result<ResponseFields> {
    let organization = store.organizations.get(&request.organization_id)?.clone();
    let is_pending = request.create_member_as_pending == Some(true);
    let status = if is_pending { MemberStatus::Pending } else { MemberStatus::Active };
    let new = new_member(&organization, status, store.clock.now());
    let mut member = apply_update(&new, request);
    assign_roles(&mut member, request.roles.clone());
    Ok(ResponseFields::of_member(organization, store.members.save(member)?))
}

fn get(store: &mut Store, request: &members::GetRequest) -> Result<ResponseFields> {
    let organization = store.organizations.get(&request.organization_id)?.clone();
    let organization_id = &organization.organization_id;
    let member = match (&request.member_id, &request.email_address) {
        (Some(reference), None) => store.members.get_in(organization_id, reference)?,
        (None, Some(email)) => store.members.get_by_email(organization_id, email)?,
        _ => {
            return Err(ErrorType::InvalidMemberGetFields.into());
        }
    };
    Ok(ResponseFields::of_member(organization, member))
}

fn update(store: &mut Store, request: &members::UpdateRequest) -> Result<ResponseFields> {
    let (organization, before) =
        store.organization_and_member(&request.organization_id, &request.member_id)?;
    check_second_factor(&before, request)?;
    let mut member = apply_update(&before, request);
    assign_roles(&mut member, request.roles.clone());
    if !member.email_address.eq_ignore_ascii_case(&before.email_address) {
        member.email_address_verified = false;
        if request.unlink_email != Some(true) {
            member.retired_email_addresses.push(RetiredEmail {
                email_id: random::id("email"),
                email_address: before.email_address,
                ..Default::default()
            });
        }
    }
    Ok(ResponseFields::of_member(organization, store.members.save(member)?))
}

fn reactivate(store: &mut Store, request: &members::ReactivateRequest) -> Result<ResponseFields> {
    let organization = store.organizations.get(&request.organization_id)?.clone();
    let deleted = store.members.get_deleted(&organization.organization_id, &request.member_id)?;
    let mut member = deleted.clone();
    reject_if(
        store.members.is_email_taken(&member),
        ErrorType::ReactivationEmailBelongsToAnotherMember,
    )?;
    member.status = MemberStatus::Active;
    Ok(ResponseFields::of_member(organization, store.members.save(member)?))
}

fn search(store: &mut Store, request: &members::SearchRequest) -> Result<members::SearchResponse> {
    reject_if(request.organization_ids.is_empty(), ErrorType::MemberSearchOrganizationIdsEmpty)?;
    let mut organizations = BTreeMap::new();
    for reference in &request.organization_ids {
        let organization = store.organizations.get(reference)?.clone();
        organizations.insert(organization.organization_id.clone(), organization);
    }
    let includes_deleted = filters_by_status(request.query.as_ref());
    let members = store.members.iter();
    let members = members
        .filter(|member| includes_deleted || !is_deleted(member))
        .filter(|member| organizations.contains_key(&member.organization_id));
    let (members, results_metadata) = SEARCH.run(store, request, members)?;
    let members: Vec<_> = members.into_iter().cloned().collect();
    organizations.retain(|id, _| members.iter().any(|member| member.organization_id == *id));
    Ok(members::SearchResponse { members, results_metadata, organizations, ..Default::default() })
}

/// A Member with the role of every Member, and without an email address.
pub(crate) fn new_member(
    organization: &Organization,
    status: MemberStatus,
    now: SystemTime,
) -> Member {
    let mut member = Member {
        organization_id: organization.organization_id.clone(),
        member_id: random::id("member"),
        status,
        trusted_metadata: Some(Metadata::new()),
        untrusted_metadata: Some(Metadata::new()),
        created_at: Some(now.into()),
        updated_at: Some(now.into()),
        ..Default::default()
    };
    assign_roles(&mut member, Some(Vec::new()));
    member
}

/// Replaces the roles assigned to the Member directly; keeps them if `roles` is `None`. The role of
/// every Member stays.
pub(crate) fn assign_roles(member: &mut Member, roles: Option<Vec<String>>) {
    let Some(roles) = roles else {
        return;
    };
    member.is_admin = roles.iter().any(|role| role == ADMIN_ROLE);
    let source = MemberRoleSource {
        r#type: MemberRoleSourceType::DirectAssignment,
        details: Some(Metadata::new()),
        ..Default::default()
    };
    let assigned = roles.into_iter().filter(|role| role != MEMBER_ROLE);
    let roles = std::iter::once(MEMBER_ROLE.to_owned()).chain(assigned).map(|role_id| MemberRole {
        role_id,
        sources: vec![source.clone()],
        ..Default::default()
    });
    member.roles = roles.collect();
}

/// Rejects a second phone number, and a default MFA method that the Member does not have.
fn check_second_factor(member: &Member, request: &members::UpdateRequest) -> Result<()> {
    let number = &member.mfa_phone_number;
    let new_number = request.mfa_phone_number.as_ref().unwrap_or(number);
    reject_if(
        !number.is_empty() && new_number != number,
        ErrorType::DuplicateMemberPhoneNumberForMember,
    )?;
    let sets_default = |method| request.default_mfa_method.as_ref() == Some(&method);
    let is_missing = sets_default(MfaMethod::Totp) && member.totp_registration_id.is_empty()
        || sets_default(MfaMethod::SmsOtp) && new_number.is_empty();
    reject_if(is_missing, ErrorType::DefaultMfaMemberMissingFactor)?;
    Ok(())
}

/// Whether the query has a filter on the status. Only such a search includes deleted Members.
fn filters_by_status(query: Option<&SearchQuery>) -> bool {
    query
        .iter()
        .flat_map(|query| &query.operands)
        .any(|operand| operand.get("filter_name").is_some_and(|name| name == "statuses"))
}

const SEARCH: Search<Member> = Search {
    resource: "member",
    filters: &[
        (
            "member_ids",
            Test::OneOf(|_, it| {
                std::iter::once(&*it.member_id).chain(it.external_id.as_deref()).collect()
            }),
        ),
        ("member_emails", Test::OneOf(|_, it| vec![&it.email_address])),
        ("member_email_fuzzy", Test::Contains(|_, it| vec![&it.email_address])),
        ("member_mfa_phone_numbers", Test::OneOf(|_, it| vec![&it.mfa_phone_number])),
        ("member_mfa_phone_number_fuzzy", Test::Contains(|_, it| vec![&it.mfa_phone_number])),
        ("member_roles", Test::OneOf(|_, it| it.roles.iter().map(|it| &*it.role_id).collect())),
        ("member_is_breakglass", Test::Is(|it| it.is_breakglass)),
        ("member_password_exists", Test::Is(|it| !it.member_password_id.is_empty())),
        ("statuses", Test::OneOf(|_, it| vec![it.status.as_str()])),
        (
            "organization_slug_fuzzy",
            Test::Contains(|store, it| {
                let organization = store.organizations.get(&it.organization_id);
                organization.iter().map(|it| it.organization_slug.as_str()).collect()
            }),
        ),
    ],
};
