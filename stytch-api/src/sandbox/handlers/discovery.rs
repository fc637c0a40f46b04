//! Logins before an Organization is chosen.

use serde_json::json;

use crate::{
    b2b::{
        self, Allowance, DiscoveredOrganization, Member, MemberStatus, Membership, MembershipType,
        Organization,
        discovery::{
            intermediate_sessions::ExchangeRequest,
            organizations::{CreateRequest, ListRequest},
        },
    },
    sandbox::{
        handlers::{
            member_login::{Requirement, requirement, transferable},
            member_messages::{has_allowed_domain, join},
            members::{assign_roles, new_member},
            organizations,
            person::continue_login,
            prelude::*,
        },
        store::{contact::check_email, default_policy::ADMIN_ROLE, factors::authenticated},
    },
};

/// A link or passcode for a person who chooses an Organization later.
pub(crate) fn discovery_email(
    kind: ChallengeKind,
    r#type: FactorType,
    email_address: &str,
) -> Result<NewChallenge> {
    check_email("email_address", email_address)?;
    let factor = factors::email(r#type, &random::id("email"), email_address);
    let purpose = MessagePurpose::Discovery;
    let subject = email_address.to_ascii_lowercase();
    Ok(NewChallenge { purpose, ..NewChallenge::new(kind, &subject, factor) })
}

/// Uses up a challenge of a discovery login, and starts an intermediate session.
pub(crate) fn discover(store: &mut Store, index: usize) -> ResponseFields {
    store.challenges.use_up(index);
    let challenge = store.challenges.get(index);
    let email_address = challenge.subject.clone();
    let factors = vec![authenticated(&challenge.factor, store.clock.now())];
    let discovered_organizations = discovered_organizations(store, &email_address, None, &factors);
    let session = store.intermediate_sessions.issue(None, &email_address, factors, None);
    ResponseFields {
        email_address,
        discovered_organizations,
        ..ResponseFields::default().with_intermediate_session(session)
    }
}

/// Starts an intermediate session with the token of a discovery login.
pub(crate) fn discover_with_token(
    store: &mut Store,
    kind: ChallengeKind,
    token: &Secret,
    code_verifier: Option<&Secret>,
) -> Result<ResponseFields> {
    let index = store.challenges.find_token(kind, token, code_verifier)?;
    Ok(discover(store, index))
}

pub(crate) fn handlers() -> Vec<Handler> {
    vec![handler(list), handler(exchange), handler(create)]
}

fn list(store: &mut Store, request: &ListRequest) -> Result<ResponseFields> {
    let (email_address, member_id, factors) =
        if let Some(token) = &request.intermediate_session_token {
            store.member_sessions.prepare_login("", request)?;
            let session = store.intermediate_sessions.get(token)?.clone();
            (session.email, session.member_id, session.factors)
        } else {
            let (session, _) = store.member_sessions.prepare_authentication(request)?;
            let (member_id, factors) = (session.owner.id.clone(), session.factors.clone());
            let email = store.members.get(&member_id)?.email_address.clone();
            (email, Some(member_id), factors)
        };
    let from = member_id.map(|id| store.members.get(&id)).transpose()?;
    Ok(ResponseFields {
        discovered_organizations: discovered_organizations(store, &email_address, from, &factors),
        email_address,
        ..Default::default()
    })
}

fn exchange(store: &mut Store, request: &ExchangeRequest) -> Result<ResponseFields> {
    let login = store.member_sessions.prepare_login("", request)?.with_default_duration();
    let session = store.intermediate_sessions.get(&request.intermediate_session_token)?.clone();
    let organization = store.organizations.get(&request.organization_id)?.clone();
    let known = store.members.get_by_email(&organization.organization_id, &session.email);
    let to = match known {
        Ok(member) => member.clone(),
        Err(_) => join(store, &organization, &session.email)?,
    };
    let from = session.member_id.as_ref().map(|id| store.members.get(id)).transpose()?;
    let factors = transferable(&session.factors, from, &to);
    continue_login(store, login, to, factors)
}

fn create(store: &mut Store, request: &CreateRequest) -> Result<ResponseFields> {
    let login = store.member_sessions.prepare_login("", request)?.with_default_duration();
    let session = store.intermediate_sessions.get(&request.intermediate_session_token)?.clone();
    let mut create: b2b::organizations::CreateRequest = copy_fields(request);
    if request.organization_name.is_none() {
        create.organization_name = session.email.replace('@', " ");
    }
    let organization = organizations::create(store, &create)?;
    let mut member = new_member(&organization, MemberStatus::Active, store.clock.now());
    member.email_address.clone_from(&session.email);
    assign_roles(&mut member, Some(vec![ADMIN_ROLE.to_owned()]));
    store.members.save(member.clone())?;
    let factors = transferable(&session.factors, None, &member);
    continue_login(store, login, member, factors)
}

/// The Organizations that a person with this email address belongs to, is invited to or can join, and
/// what a login to each with these factors still requires.
fn discovered_organizations(
    store: &Store,
    email_address: &str,
    from: Option<&Member>,
    factors: &[AuthenticationFactor],
) -> Vec<DiscoveredOrganization> {
    let discovered = store.organizations.iter().filter_map(|organization| {
        let (membership, member) = membership(store, organization, email_address)?;
        let factors = transferable(factors, from, &member);
        let mut discovered = DiscoveredOrganization {
            organization: Some(organization.clone()),
            membership: Some(membership),
            ..Default::default()
        };
        match requirement(organization, &member, &factors) {
            Requirement::Nothing => discovered.member_authenticated = true,
            Requirement::FirstFactor(required) => discovered.primary_required = Some(required),
            Requirement::SecondFactor(mut required) => {
                required.secondary_auth_initiated = None;
                discovered.mfa_required = Some(required);
            }
        }
        Some(discovered)
    });
    discovered.collect()
}

/// The person's relation to an Organization, and the Member that they are or would become.
fn membership(
    store: &Store,
    organization: &Organization,
    email_address: &str,
) -> Option<(Membership, Member)> {
    let own = store.members.get_by_email(&organization.organization_id, email_address);
    if let Ok(member) = own.cloned() {
        let r#type = match member.status {
            MemberStatus::Invited => MembershipType::InvitedMember,
            MemberStatus::Pending => MembershipType::PendingMember,
            _ => MembershipType::ActiveMember,
        };
        let membership = Membership { r#type, member: Some(member.clone()), ..Default::default() };
        return Some((membership, member));
    }
    let can_join = organization.email_jit_provisioning == Allowance::Restricted
        && has_allowed_domain(organization, email_address);
    can_join.then(|| {
        let domain = email_address.rsplit('@').next();
        let details = Metadata::from_iter([("domain".to_owned(), json!(domain))]);
        let membership = Membership {
            r#type: MembershipType::EligibleToJoinByEmailDomain,
            details: Some(details),
            ..Default::default()
        };
        (membership, Member::default())
    })
}
