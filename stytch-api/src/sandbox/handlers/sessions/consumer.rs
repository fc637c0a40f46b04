//! Sessions of Users.

use crate::{
    consumer::{
        Attributes, AuthorizationCheck, AuthorizationVerdict, Session, User, UserStatus,
        sessions::{
            AuthenticateRequest, AuthenticateResponse, GetJwksRequest, GetJwksResponse, GetRequest,
            GetResponse, RevokeRequest, RevokeResponse,
        },
    },
    sandbox::{
        handlers::{
            prelude::*,
            sessions::{check_revoke_arguments, encode_keys},
        },
        store::{
            session_record::{SessionChanges, SessionOwner, SessionRecord},
            sessions::Login,
        },
    },
};

impl Handler for GetRequest {
    fn handle(self, store: &mut Store) -> Result<GetResponse> {
        let user_id = &store.users.get_mut(&self.user_id)?.user.user_id;
        let sessions = store.user_sessions.live_of(user_id).map(to_session).collect();
        Ok(GetResponse { sessions, ..Default::default() })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<AuthenticateResponse> {
        let (index, changes) = store.user_sessions.prepare_authentication(&self)?;
        let user_id = &store.user_sessions.get(index).owner.id;
        let user = store.users.get_mut(user_id)?.user.clone();
        let check = self.authorization_check.as_ref();
        let verdict = check.map(|check| authorize(store, &user, check)).transpose()?;
        let owner = session_owner(&user);
        let issued = store.user_sessions.renew(index, owner, changes, &store.keys);
        Ok(AuthenticateResponse {
            session: to_session(issued.session),
            session_token: issued.session.token.clone(),
            session_jwt: issued.jwt,
            user,
            verdict,
            ..Default::default()
        })
    }
}

impl Handler for RevokeRequest {
    fn handle(self, store: &mut Store) -> Result<RevokeResponse> {
        let Self { session_id, session_token, session_jwt, .. } = self;
        check_revoke_arguments(&[
            ("session_id", session_id.is_some()),
            ("session_token", session_token.is_some()),
            ("session_jwt", session_jwt.is_some()),
        ])?;
        let id = session_id.as_deref();
        store.user_sessions.revoke(id, session_token.as_ref(), session_jwt.as_ref())?;
        Ok(RevokeResponse::default())
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

/// Logs a User in without a factor.
pub(crate) fn start_session(store: &mut Store, user_id: &str) -> Result<AuthenticateResponse> {
    let user = &mut store.users.get_mut(user_id)?.user;
    user.status = UserStatus::Active;
    let (owner, login) = (session_owner(user), Login::new(SessionChanges::default()));
    let issued = store.user_sessions.log_in(login, owner, Vec::new(), &store.keys);
    let token = issued.session.token.clone();
    AuthenticateRequest::new().session_token(token).handle(store)
}

pub(crate) fn session_owner(user: &User) -> SessionOwner {
    SessionOwner { id: user.user_id.clone(), organization: None, roles: user.roles.clone() }
}

pub(crate) fn to_session(session: &SessionRecord) -> Session {
    Session {
        session_id: session.id.clone(),
        user_id: session.owner.id.clone(),
        started_at: Some(session.started_at.clone()),
        last_accessed_at: Some(session.last_accessed_at.clone()),
        expires_at: Some(session.expires_at.into()),
        authentication_factors: session.factors.clone(),
        attributes: Some(Attributes {
            ip_address: Some(String::new()),
            user_agent: Some(String::new()),
            ..Default::default()
        }),
        roles: session.owner.roles.clone(),
        custom_claims: session.custom_claims.clone(),
        ..Default::default()
    }
}

/// Checks a permission by the project's policy.
fn authorize(
    store: &Store,
    user: &User,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict> {
    let AuthorizationCheck { resource_id, action, .. } = check;
    let granting_roles = store.policies.granting_roles(None, &user.roles, resource_id, action);
    if granting_roles.is_empty() {
        let message = "The User does not have the permission of the authorization check.";
        return Err(Problem::new(403, ErrorType::ConsumerSessionAuthorizationError, message));
    }
    Ok(AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}
