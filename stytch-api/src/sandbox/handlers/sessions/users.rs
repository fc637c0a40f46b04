//! Sessions of Users.

use std::time::SystemTime;

use serde_json::json;

use crate::{
    Json, Metadata, Timestamp,
    consumer::{
        Attributes, AuthenticationFactor, AuthorizationCheck, AuthorizationVerdict, Session, User,
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
        store::{problem::Problem, random, state::State},
    },
};

impl LoginSession for Session {
    fn subject(&self) -> &str {
        &self.user_id
    }

    fn factors(&mut self) -> &mut Vec<AuthenticationFactor> {
        &mut self.authentication_factors
    }

    fn custom_claims(&mut self) -> &mut Option<Metadata> {
        &mut self.custom_claims
    }

    fn set_last_access(&mut self, at: Timestamp) {
        self.last_accessed_at = Some(at);
    }

    fn set_end(&mut self, at: Timestamp) {
        self.expires_at = Some(at);
    }

    fn claims(&self) -> (Json, Option<&Metadata>) {
        let claims = json!({
            "https://stytch.com/session": {
                "id": self.session_id,
                "started_at": self.started_at,
                "last_accessed_at": self.last_accessed_at,
                "expires_at": self.expires_at,
                "attributes": self.attributes,
                "authentication_factors": self.authentication_factors,
                "roles": self.roles,
            },
        });
        (claims, self.custom_claims.as_ref())
    }
}

impl Handler for GetRequest {
    fn handle(self, state: &mut State) -> Result<GetResponse, Problem> {
        let user_id = state.user(&self.user_id)?.user.user_id.clone();
        Ok(GetResponse { sessions: state.user_sessions.of(&user_id), ..Default::default() })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, state: &mut State) -> Result<AuthenticateResponse, Problem> {
        check_duration(self.session_duration_minutes)?;
        let (token, jwt) = (self.session_token.as_ref(), self.session_jwt.as_ref());
        let index = state.user_sessions.one_named(token, jwt)?;
        let user_id = state.user_sessions.at(index).session.user_id.clone();
        let user = state.user(&user_id)?.user.clone();
        let check = self.authorization_check.as_ref();
        let verdict = check.map(|check| authorize(state, &user, check)).transpose()?;
        let minutes = self.session_duration_minutes;
        let opened = state.renew_user_session(index, &user, minutes, self.session_custom_claims);
        Ok(AuthenticateResponse {
            session: opened.session,
            session_token: opened.token,
            session_jwt: opened.jwt,
            user,
            verdict,
            ..Default::default()
        })
    }
}

impl Handler for RevokeRequest {
    fn handle(self, state: &mut State) -> Result<RevokeResponse, Problem> {
        let Self { session_id, session_token, session_jwt, .. } = self;
        check_one_revoked(&[
            ("session_id", session_id.is_some()),
            ("session_token", session_token.is_some()),
            ("session_jwt", session_jwt.is_some()),
        ])?;
        let index = match session_id {
            Some(id) => state.user_sessions.find(|open| open.session.session_id == id)?,
            None => state.user_sessions.one_named(session_token.as_ref(), session_jwt.as_ref())?,
        };
        state.user_sessions.end(index);
        Ok(RevokeResponse::default())
    }
}

impl State {
    /// Adds `factor` to the session at `base`, or to a new one; `None` where none is asked for.
    pub(crate) fn log_user_in(
        &mut self,
        user: &User,
        base: Option<usize>,
        terms: LoginTerms,
        factor: AuthenticationFactor,
    ) -> Option<Opened<Session>> {
        let minutes = terms.session_duration_minutes;
        if base.is_none() && minutes.is_none() {
            return None;
        }
        let index = base.unwrap_or_else(|| {
            self.user_sessions.open(Session {
                session_id: random::id("session"),
                user_id: user.user_id.clone(),
                started_at: Some(SystemTime::now().into()),
                attributes: Some(Attributes {
                    ip_address: Some(String::new()),
                    user_agent: Some(String::new()),
                    ..Default::default()
                }),
                ..Default::default()
            })
        });
        self.user_sessions.at(index).prove(factor);
        Some(self.renew_user_session(index, user, minutes, terms.session_custom_claims))
    }

    fn renew_user_session(
        &mut self,
        index: usize,
        user: &User,
        minutes: Option<i32>,
        claims: Option<Metadata>,
    ) -> Opened<Session> {
        let open = self.user_sessions.at(index);
        open.session.roles.clone_from(&user.roles);
        open.renew((&self.keys, &self.project_id), minutes, claims)
    }
}

/// By the policy that was set; without one nothing is known to be allowed.
fn authorize(
    state: &State,
    user: &User,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict, Problem> {
    let roles = state.policy.iter().flat_map(|policy| &policy.roles);
    let granting_roles =
        granting_roles(roles, user.roles.clone(), &check.resource_id, &check.action);
    if granting_roles.is_empty() {
        let message = "The User does not have the permission of the authorization check.";
        return Err(Problem::new(403, "consumer_session_authorization_error", message));
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}
