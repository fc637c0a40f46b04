//! Sessions of Members.

use std::time::SystemTime;

use serde_json::json;

use crate::{
    Json, Metadata, Timestamp,
    b2b::{
        AuthenticationFactor, AuthorizationCheck, AuthorizationVerdict, Member, MemberSession,
        Organization,
        sessions::{
            AuthenticateRequest, AuthenticateResponse, GetRequest, GetResponse, RevokeRequest,
            RevokeResponse,
        },
    },
    sandbox::{
        handlers::{
            handle::Handler,
            rbac::granting_roles,
            sessions::{LoginSession, LoginTerms, Opened, check_duration, check_one_revoked},
        },
        store::{
            problem::Problem,
            random,
            state::{State, is_named, member_not_found},
        },
    },
};

/// Minutes that a session lasts when nothing else is said.
const DEFAULT_MINUTES: i32 = 60;

impl LoginSession for MemberSession {
    fn subject(&self) -> &str {
        &self.member_id
    }

    fn factors(&mut self) -> &mut Vec<AuthenticationFactor> {
        &mut self.authentication_factors
    }

    fn custom_claims(&mut self) -> &mut Option<Metadata> {
        &mut self.custom_claims
    }

    fn set_last_access(&mut self, at: Timestamp) {
        self.last_accessed_at = at;
    }

    fn set_end(&mut self, at: Timestamp) {
        self.expires_at = at;
    }

    fn claims(&self) -> (Json, Option<&Metadata>) {
        let claims = json!({
            "https://stytch.com/session": {
                "id": self.member_session_id,
                "started_at": self.started_at,
                "last_accessed_at": self.last_accessed_at,
                "expires_at": self.expires_at,
                "authentication_factors": self.authentication_factors,
                "roles": self.roles,
            },
            "https://stytch.com/organization": {
                "organization_id": self.organization_id,
                "slug": self.organization_slug,
            },
        });
        (claims, self.custom_claims.as_ref())
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let (_, record) = state.organization_and_member(&self.organization_id, &self.member_id)?;
        let member_id = record.member.member_id.clone();
        let member_sessions = state.sessions.of(&member_id);
        Ok(GetResponse { member_sessions, ..Default::default() })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, state: &mut State) -> Result<AuthenticateResponse, Problem> {
        check_duration(self.session_duration_minutes)?;
        let (token, jwt) = (self.session_token.as_ref(), self.session_jwt.as_ref());
        let index = state.sessions.one_named(token, jwt)?;
        let MemberSession { organization_id, member_id, .. } =
            state.sessions.at(index).session.clone();
        let organization = state.organization(&organization_id)?;
        let member = state.member(&organization, &member_id)?.member.clone();
        let check = self.authorization_check.as_ref();
        let verdict = check.map(|check| authorize(state, &organization, &member, check));
        let verdict = verdict.transpose()?;
        let opened = state.renew(
            index,
            (&organization, &member),
            self.session_duration_minutes,
            self.session_custom_claims,
        );
        Ok(AuthenticateResponse {
            member_session: opened.session,
            session_token: opened.token,
            session_jwt: opened.jwt,
            member,
            organization,
            verdict,
            ..Default::default()
        })
    }
}

impl Handler for RevokeRequest {
    fn handle(self, state: &mut State) -> Result<RevokeResponse, Problem> {
        let Self { member_session_id, session_token, session_jwt, member_id, .. } = self;
        check_one_revoked(&[
            ("member_session_id", member_session_id.is_some()),
            ("session_token", session_token.is_some()),
            ("session_jwt", session_jwt.is_some()),
            ("member_id", member_id.is_some()),
        ])?;
        if let Some(member_id) = member_id {
            if !state.members.iter().any(|record| record.member.member_id == member_id) {
                return Err(member_not_found());
            }
            state.sessions.end_all_of(&member_id);
            return Ok(RevokeResponse::default());
        }
        let index = match member_session_id {
            Some(id) => state.sessions.find(|open| open.session.member_session_id == id)?,
            None => state.sessions.one_named(session_token.as_ref(), session_jwt.as_ref())?,
        };
        state.sessions.end(index);
        Ok(RevokeResponse::default())
    }
}

impl State {
    /// Adds `factor` to the session at `base`, or to a new one.
    pub(crate) fn log_in(
        &mut self,
        organization: &Organization,
        member: &Member,
        base: Option<usize>,
        terms: LoginTerms,
        factor: AuthenticationFactor,
    ) -> Opened<MemberSession> {
        let (index, minutes) = if let Some(index) = base {
            (index, terms.session_duration_minutes)
        } else {
            let minutes = terms.session_duration_minutes.unwrap_or(DEFAULT_MINUTES);
            (self.sessions.open(new_session(organization, member)), Some(minutes))
        };
        self.sessions.at(index).prove(factor);
        self.renew(index, (organization, member), minutes, terms.session_custom_claims)
    }

    fn renew(
        &mut self,
        index: usize,
        (organization, member): (&Organization, &Member),
        minutes: Option<i32>,
        claims: Option<Metadata>,
    ) -> Opened<MemberSession> {
        let open = self.sessions.at(index);
        open.session.roles = role_ids(member);
        open.session.organization_slug.clone_from(&organization.organization_slug);
        open.renew((&self.keys, &self.project_id), minutes, claims)
    }
}

fn new_session(organization: &Organization, member: &Member) -> MemberSession {
    MemberSession {
        member_session_id: random::id("session"),
        member_id: member.member_id.clone(),
        organization_id: organization.organization_id.clone(),
        started_at: SystemTime::now().into(),
        ..Default::default()
    }
}

fn role_ids(member: &Member) -> Vec<String> {
    member.roles.iter().map(|role| role.role_id.clone()).collect()
}

/// By the policy that was set; without one only Stytch's own all-powerful role is known to allow
/// anything.
fn authorize(
    state: &State,
    organization: &Organization,
    member: &Member,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict, Problem> {
    if !is_named(organization, &check.organization_id) {
        let message = "The Member does not belong to the Organization of the authorization check.";
        return Err(Problem::new(403, "session_authorization_tenancy_error", message));
    }
    let granting_roles = match &state.policy {
        Some(policy) => {
            let own = state.own_roles(&organization.organization_id);
            let roles = policy.roles.iter().chain(own);
            granting_roles(roles, role_ids(member), &check.resource_id, &check.action)
        }
        None if member.is_admin => vec!["stytch_admin".to_owned()],
        None => Vec::new(),
    };
    if granting_roles.is_empty() {
        let message = "The Member does not have the permission of the authorization check.";
        return Err(Problem::new(403, "session_authorization_error", message));
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}
