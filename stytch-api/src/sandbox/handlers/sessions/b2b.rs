//! Sessions of Members.

use crate::{
    b2b::{
        AuthorizationCheck, AuthorizationVerdict, Member, MemberStatus, Organization,
        sessions::{
            AuthenticateRequest, AuthenticateResponse, ExchangeRequest, ExchangeResponse,
            GetJwksRequest, GetJwksResponse, GetRequest, GetResponse, RevokeRequest,
            RevokeResponse,
        },
    },
    sandbox::{
        handlers::{
            member_login::{
                continue_login, role_ids, session_owner, to_member_session, transferable,
            },
            prelude::*,
            sessions::{check_revoke_arguments, encode_keys},
        },
        store::{
            members::member_not_found,
            organizations::is_named,
            session_record::{SessionChanges, SessionOwner},
            sessions::Login,
        },
    },
};

impl Handler for GetRequest {
    fn handle(self, store: &mut Store) -> Result<GetResponse> {
        let (_, record) = store.organization_and_member(&self.organization_id, &self.member_id)?;
        let member_id = record.member.member_id.clone();
        let member_sessions = store.member_sessions.live_of(&member_id).map(to_member_session);
        Ok(GetResponse { member_sessions: member_sessions.collect(), ..Default::default() })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse> {
        let (index, changes) = store.member_sessions.prepare_authentication(&self)?;
        let SessionOwner { id: member_id, organization, .. } =
            store.member_sessions.get(index).owner.clone();
        let organization_id = organization.unwrap_or_default().id;
        let (organization, record) = store.organization_and_member(&organization_id, &member_id)?;
        let member = record.member.clone();
        let check = self.authorization_check.as_ref();
        let verdict = check.map(|check| authorize(store, &organization, &member, check));
        let verdict = verdict.transpose()?;
        let owner = session_owner(&organization, &member);
        let issued = store.member_sessions.renew(index, owner, changes, &store.keys);
        Ok(AuthenticateResponse {
            member_session: to_member_session(issued.session),
            session_token: issued.session.token.clone(),
            session_jwt: issued.jwt,
            member,
            organization,
            verdict,
            ..Default::default()
        })
    }
}

impl Handler for RevokeRequest {
    fn handle(self, store: &mut Store) -> Result<RevokeResponse> {
        let Self { member_session_id, session_token, session_jwt, member_id, .. } = self;
        check_revoke_arguments(&[
            ("member_session_id", member_session_id.is_some()),
            ("session_token", session_token.is_some()),
            ("session_jwt", session_jwt.is_some()),
            ("member_id", member_id.is_some()),
        ])?;
        if let Some(member_id) = member_id {
            if !store.members.iter().any(|record| record.member.member_id == member_id) {
                return Err(member_not_found());
            }
            store.member_sessions.revoke_all_of(&member_id);
        } else {
            let id = member_session_id.as_deref();
            store.member_sessions.revoke(id, session_token.as_ref(), session_jwt.as_ref())?;
        }
        Ok(RevokeResponse::default())
    }
}

impl Handler for ExchangeRequest {
    /// Logs the person of a live session in to another Organization, of which they must be a Member by
    /// the same email address.
    fn handle(self, store: &mut Store) -> Result<ExchangeResponse> {
        let (index, changes) = store.member_sessions.prepare_authentication(&self)?;
        let session = store.member_sessions.get(index);
        let (session_id, factors) = (session.id.clone(), session.factors.clone());
        let member_id = session.owner.id.clone();
        let from = store.member(&member_id)?.1.member.clone();
        let organization_id =
            store.organizations.get(&self.organization_id)?.organization_id.clone();
        let to = store.members.get_by_email(&organization_id, &from.email_address)?.member.clone();
        let factors = transferable(&factors, Some(&from), &to);
        let login = Login::new(changes);
        let response: ExchangeResponse = continue_login(store, login, &to.member_id, factors)?;
        if response.member_authenticated {
            store.member_sessions.remove(&session_id);
        }
        Ok(response)
    }
}

impl Handler for GetJwksRequest {
    fn handle(self, store: &mut Store) -> Result<GetJwksResponse> {
        store.check_project(&self.project_id)?;
        Ok(GetJwksResponse { keys: store.keys.jwks(), ..Default::default() })
    }

    fn encode(response: &GetJwksResponse) -> Metadata {
        encode_keys(response)
    }
}

/// Logs a Member in with a magic link that was not sent.
pub(crate) fn start_session(store: &mut Store, member_id: &str) -> Result<AuthenticateResponse> {
    let now = store.clock.now();
    let (organization, record) = store.member(member_id)?;
    record.member.status = MemberStatus::Active;
    let (owner, email) =
        (session_owner(&organization, &record.member), &record.member.email_address);
    let link = factors::email(FactorType::MagicLink, &record.email_id, email);
    let factors = vec![factors::authenticated(&link, now)];
    let login = Login::new(SessionChanges::default());
    let issued = store.member_sessions.log_in(login, owner, factors, &store.keys);
    let token = issued.session.token.clone();
    AuthenticateRequest::new().session_token(token).handle(store)
}

/// Checks a permission by the policies of the project and of the Organization.
fn authorize(
    store: &Store,
    organization: &Organization,
    member: &Member,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict> {
    if !is_named(organization, &check.organization_id) {
        let message = "The Member does not belong to the Organization of the authorization check.";
        return Err(Problem::new(403, ErrorType::SessionAuthorizationTenancyError, message));
    }
    let organization_id = Some(organization.organization_id.as_str());
    let AuthorizationCheck { resource_id, action, .. } = check;
    let roles = role_ids(member);
    let granting_roles =
        store.policies.granting_roles(organization_id, &roles, resource_id, action);
    if granting_roles.is_empty() {
        let message = "The Member does not have the permission of the authorization check.";
        return Err(Problem::new(403, ErrorType::SessionAuthorizationError, message));
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}
