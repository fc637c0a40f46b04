//! Sessions: opened by a factor, found by token or JWT, gone when they end or are revoked.

mod jwt;

use std::time::{Duration, SystemTime};

use self::jwt::session_jwt;
use super::{
    handle::Handle,
    overlay::merge_members,
    policy::granting_roles,
    problem::Problem,
    random,
    state::{State, is_named, member_not_found},
};
use crate::{
    Metadata, Secret,
    b2b::{
        AuthenticationFactor, AuthorizationCheck, AuthorizationVerdict, Member, MemberSession,
        Organization,
        sessions::{
            AuthenticateRequest, AuthenticateResponse, GetRequest, GetResponse, RevokeRequest,
            RevokeResponse,
        },
    },
};

/// Minutes that a session lasts when nothing else is said.
const DEFAULT_MINUTES: i32 = 60;

/// A session that has not been revoked; whether it has ended, the clock says.
pub(super) struct OpenSession {
    pub(super) session: MemberSession,
    pub(super) token: Secret,
    /// Every JWT that was issued for it: even an expired one names the session.
    jwts: Vec<Secret>,
    ends_at: SystemTime,
}

/// What a request says of the session that a factor goes into.
pub(super) struct LoginTerms {
    pub(super) intermediate_session_token: Option<Secret>,
    pub(super) session_token: Option<Secret>,
    pub(super) session_jwt: Option<Secret>,
    pub(super) session_duration_minutes: Option<i32>,
    pub(super) session_custom_claims: Option<Metadata>,
}

/// A session and what a browser would keep of it.
pub(super) struct Opened {
    pub(super) session: MemberSession,
    pub(super) token: Secret,
    pub(super) jwt: Secret,
}

impl Handle for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let (_, record) = state.organization_and_member(&self.organization_id, &self.member_id)?;
        let member_id = record.member.member_id.clone();
        let now = SystemTime::now();
        let open = state.sessions.iter().filter(|open| open.ends_at > now);
        let members = open.filter(|open| open.session.member_id == member_id);
        let member_sessions = members.map(|open| open.session.clone()).collect();
        Ok(GetResponse { member_sessions, ..Default::default() })
    }
}

impl Handle for AuthenticateRequest {
    fn handle(self, state: &mut State) -> Result<AuthenticateResponse, Problem> {
        check_duration(self.session_duration_minutes)?;
        let index = match (&self.session_token, &self.session_jwt) {
            (Some(token), None) => state.session_by_token(token.expose())?,
            (None, Some(jwt)) => state.session_by_jwt(jwt.expose())?,
            (None, None) => {
                let message = "Give one of `session_token` and `session_jwt`.";
                return Err(Problem::refused("no_session_arguments", message));
            }
            (Some(_), Some(_)) => return Err(too_many_arguments()),
        };
        let session = &state.sessions[index].session;
        let organization = state.organization(&session.organization_id)?;
        let member_id = session.member_id.clone();
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

impl Handle for RevokeRequest {
    fn handle(self, state: &mut State) -> Result<RevokeResponse, Problem> {
        let Self { member_session_id, session_token, session_jwt, member_id, .. } = self;
        let given = usize::from(member_session_id.is_some())
            + usize::from(session_token.is_some())
            + usize::from(session_jwt.is_some())
            + usize::from(member_id.is_some());
        if given != 1 {
            let error_type = match given {
                0 => "no_session_revoke_arguments",
                _ => "too_many_session_revoke_arguments",
            };
            let message = "Give one of `member_session_id`, `session_token`, `session_jwt` and \
                           `member_id`.";
            return Err(Problem::refused(error_type, message));
        }
        if let Some(member_id) = member_id {
            if !state.members.iter().any(|record| record.member.member_id == member_id) {
                return Err(member_not_found());
            }
            state.end_sessions_of(&member_id);
            return Ok(RevokeResponse::default());
        }
        let index = if let Some(token) = session_token {
            state.session_by_token(token.expose())?
        } else if let Some(jwt) = session_jwt {
            state.session_by_jwt(jwt.expose())?
        } else {
            state.session_where(|open| {
                Some(&open.session.member_session_id) == member_session_id.as_ref()
            })?
        };
        state.sessions.remove(index);
        Ok(RevokeResponse::default())
    }
}

impl State {
    /// The place of the session with this token.
    pub(super) fn session_by_token(&self, token: &str) -> Result<usize, Problem> {
        let token = Secret::from(token);
        self.session_where(|open| open.token == token)
    }

    /// The place of the session that this JWT was issued for.
    pub(super) fn session_by_jwt(&self, jwt: &str) -> Result<usize, Problem> {
        let jwt = Secret::from(jwt);
        self.session_where(|open| open.jwts.contains(&jwt))
    }

    fn session_where(&self, is_meant: impl Fn(&OpenSession) -> bool) -> Result<usize, Problem> {
        let now = SystemTime::now();
        let found = self.sessions.iter().position(|open| open.ends_at > now && is_meant(open));
        found.ok_or_else(|| {
            Problem::not_found(
                "session_not_found",
                "The session could not be found; it may have ended.",
            )
        })
    }

    /// The place of the session that a factor goes into, `None` for a new one; refuses terms that
    /// cannot be met.
    pub(super) fn check_terms(
        &self,
        member_id: &str,
        terms: &LoginTerms,
    ) -> Result<Option<usize>, Problem> {
        check_duration(terms.session_duration_minutes)?;
        let LoginTerms { intermediate_session_token, session_token, session_jwt, .. } = terms;
        let index = match (intermediate_session_token, session_token, session_jwt) {
            (None, None, None) => return Ok(None),
            (Some(_), None, None) => {
                let message =
                    "The intermediate session could not be found; the sandbox opens none.";
                return Err(Problem::not_found("intermediate_session_not_found", message));
            }
            (None, Some(token), None) => self.session_by_token(token.expose())?,
            (None, None, Some(jwt)) => self.session_by_jwt(jwt.expose())?,
            _ => return Err(too_many_arguments()),
        };
        if self.sessions[index].session.member_id != member_id {
            let message = "The session is that of another Member.";
            return Err(Problem::not_found("session_not_found", message));
        }
        Ok(Some(index))
    }

    /// Adds `factor` to the session at `base`, or to a new one.
    pub(super) fn log_in(
        &mut self,
        organization: &Organization,
        member: &Member,
        base: Option<usize>,
        terms: LoginTerms,
        mut factor: AuthenticationFactor,
    ) -> Opened {
        let now = SystemTime::now();
        factor.last_authenticated_at = Some(now.into());
        factor.created_at = Some(now.into());
        factor.updated_at = Some(now.into());
        let (index, minutes) = if let Some(index) = base {
            (index, terms.session_duration_minutes)
        } else {
            self.sessions.push(new_session(organization, member, now));
            let minutes = terms.session_duration_minutes.unwrap_or(DEFAULT_MINUTES);
            (self.sessions.len() - 1, Some(minutes))
        };
        let factors = &mut self.sessions[index].session.authentication_factors;
        // Proving the same thing again renews the proof.
        factors.retain(|proved| proved.delivery_method != factor.delivery_method);
        factors.push(factor);
        self.renew(index, (organization, member), minutes, terms.session_custom_claims)
    }

    /// Prolongs a session if asked, and issues a JWT for it.
    fn renew(
        &mut self,
        index: usize,
        (organization, member): (&Organization, &Member),
        minutes: Option<i32>,
        claims: Option<Metadata>,
    ) -> Opened {
        let now = SystemTime::now();
        let open = &mut self.sessions[index];
        if let Some(minutes) = minutes {
            open.ends_at = now + Duration::from_secs(u64::from(minutes.unsigned_abs()) * 60);
            open.session.expires_at = open.ends_at.into();
        }
        if let Some(claims) = claims {
            merge_members(open.session.custom_claims.get_or_insert_default(), claims);
        }
        open.session.last_accessed_at = now.into();
        open.session.roles = member.roles.iter().map(|role| role.role_id.clone()).collect();
        open.session.organization_slug.clone_from(&organization.organization_slug);
        let jwt = session_jwt(&self.keys, &self.project_id, &open.session, now);
        open.jwts.push(jwt.clone());
        Opened { session: open.session.clone(), token: open.token.clone(), jwt }
    }
}

fn new_session(organization: &Organization, member: &Member, now: SystemTime) -> OpenSession {
    let session = MemberSession {
        member_session_id: random::id("session"),
        member_id: member.member_id.clone(),
        organization_id: organization.organization_id.clone(),
        started_at: now.into(),
        ..Default::default()
    };
    OpenSession { session, token: Secret::from(random::token()), jwts: Vec::new(), ends_at: now }
}

fn check_duration(minutes: Option<i32>) -> Result<(), Problem> {
    if minutes.is_none_or(|minutes| (5..=527_040).contains(&minutes)) {
        return Ok(());
    }
    let message = "`session_duration_minutes` must be 5 to 527040.";
    Err(Problem::refused("invalid_session_duration_minutes", message))
}

fn too_many_arguments() -> Problem {
    let message = "Give one of `session_token`, `session_jwt` and `intermediate_session_token`.";
    Problem::refused("too_many_session_arguments", message)
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
            let roles: Vec<_> = policy.roles.iter().chain(own).collect();
            granting_roles(&roles, member, check)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_that_has_ended_is_not_found() {
        let mut state = State::new("project-test-0");
        let now = SystemTime::now();
        for ends_at in [now, now + Duration::from_secs(60)] {
            let open = new_session(&Organization::default(), &Member::default(), now);
            state.sessions.push(OpenSession { ends_at, ..open });
        }
        let token = |index: usize| state.sessions[index].token.expose().to_owned();
        assert_eq!(state.session_by_token(&token(1)).ok(), Some(1));
        let problem = state.session_by_token(&token(0)).unwrap_err();
        assert_eq!(problem.error_type, "session_not_found");
    }
}
