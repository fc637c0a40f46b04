//! Sessions of Members and Users.

#[cfg(feature = "consumer")]
use crate::consumer::{self, User, UserStatus};
#[cfg(feature = "consumer")]
use crate::sandbox::handlers::user_login::{to_session, user_session_owner};
use crate::{
    b2b::{AuthorizationCheck, AuthorizationVerdict, Member, MemberStatus, Organization, sessions},
    sandbox::{
        handlers::{
            member_login::{
                continue_login, role_ids, session_owner, to_member_session, transferable,
            },
            prelude::*,
            response_fields::email_id,
        },
        store::{session_record::SessionChanges, sessions::Login},
    },
};

/// The handlers of Members' sessions.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use sessions::{GetJwksRequest, GetJwksResponse, GetRequest, GetResponse};

    vec![
        handler(|store, it: &GetRequest| {
            let member = store.organization_and_member(&it.organization_id, &it.member_id)?.1;
            let member_sessions =
                store.member_sessions.live_of(&member.member_id).map(to_member_session);
            Ok(GetResponse { member_sessions: member_sessions.collect(), ..Default::default() })
        }),
        handler(authenticate),
        handler(revoke),
        handler(exchange),
        edited_handler(
            |store, it: &GetJwksRequest| {
                store.check_project(&it.project_id)?;
                Ok(GetJwksResponse { keys: store.keys.jwks(), ..Default::default() })
            },
            add_thumbprints,
        ),
    ]
}

/// The handlers of Users' sessions.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::sessions::{GetJwksRequest, GetRequest, GetResponse, RevokeRequest};

    vec![
        handler(|store, it: &GetRequest| {
            let user_id = &store.users.get(&it.user_id)?.user_id;
            let sessions = store.user_sessions.live_of(user_id).map(to_session).collect();
            Ok(GetResponse { sessions, ..Default::default() })
        }),
        handler(authenticate_user),
        handler(|store, it: &RevokeRequest| {
            check_revoke_arguments(&[
                ("session_id", it.session_id.is_some()),
                ("session_token", it.session_token.is_some()),
                ("session_jwt", it.session_jwt.is_some()),
            ])?;
            let (token, jwt) = (it.session_token.as_ref(), it.session_jwt.as_ref());
            store.user_sessions.revoke(it.session_id.as_deref(), token, jwt)?;
            Ok(UserFields::default())
        }),
        edited_handler(
            |store, it: &GetJwksRequest| {
                store.check_project(&it.project_id)?;
                let keys = store.keys.jwks();
                Ok(sessions::GetJwksResponse { keys, ..Default::default() })
            },
            add_thumbprints,
        ),
    ]
}

fn authenticate(
    store: &mut Store,
    request: &sessions::AuthenticateRequest,
) -> Result<sessions::AuthenticateResponse> {
    let (index, changes) = store.member_sessions.prepare_authentication(request)?;
    let owner = store.member_sessions.get(index).owner.clone();
    let organization_id = owner.organization.unwrap_or_default().id;
    let (organization, member) = store.organization_and_member(&organization_id, &owner.id)?;
    let check = request.authorization_check.as_ref();
    let verdict = check.map(|check| authorize(store, &organization, &member, check)).transpose()?;
    let owner = session_owner(&organization, &member);
    let issued = store.member_sessions.renew(index, owner, changes, &store.keys);
    Ok(sessions::AuthenticateResponse {
        member_session: to_member_session(issued.session),
        session_token: issued.session.token.clone(),
        session_jwt: issued.jwt,
        member,
        organization,
        verdict,
        ..Default::default()
    })
}

#[cfg(feature = "consumer")]
fn authenticate_user(
    store: &mut Store,
    request: &consumer::sessions::AuthenticateRequest,
) -> Result<consumer::sessions::AuthenticateResponse> {
    let (index, changes) = store.user_sessions.prepare_authentication(request)?;
    let user_id = &store.user_sessions.get(index).owner.id;
    let user = store.users.get(user_id)?.clone();
    let check = request.authorization_check.as_ref();
    let verdict = check.map(|check| authorize_user(store, &user, check)).transpose()?;
    let owner = user_session_owner(&user);
    let issued = store.user_sessions.renew(index, owner, changes, &store.keys);
    Ok(consumer::sessions::AuthenticateResponse {
        session: to_session(issued.session),
        session_token: issued.session.token.clone(),
        session_jwt: issued.jwt,
        user,
        verdict,
        ..Default::default()
    })
}

fn revoke(store: &mut Store, it: &sessions::RevokeRequest) -> Result<MemberFields> {
    check_revoke_arguments(&[
        ("member_session_id", it.member_session_id.is_some()),
        ("session_token", it.session_token.is_some()),
        ("session_jwt", it.session_jwt.is_some()),
        ("member_id", it.member_id.is_some()),
    ])?;
    if let Some(member_id) = &it.member_id {
        if !store.members.with_key(member_id).any(|member| member.member_id == *member_id) {
            return Err(Member::not_found());
        }
        store.member_sessions.revoke_all_of(member_id);
    } else {
        let (token, jwt) = (it.session_token.as_ref(), it.session_jwt.as_ref());
        store.member_sessions.revoke(it.member_session_id.as_deref(), token, jwt)?;
    }
    Ok(MemberFields::default())
}

/// Logs the person of a live session in to another Organization, of which they must be a Member by
/// the same email address.
fn exchange(store: &mut Store, request: &sessions::ExchangeRequest) -> Result<MemberFields> {
    let (index, changes) = store.member_sessions.prepare_authentication(request)?;
    let session = store.member_sessions.get(index);
    let (session_id, factors) = (session.id.clone(), session.factors.clone());
    let member_id = session.owner.id.clone();
    let from = store.member(&member_id)?.1;
    let organization_id = &store.organizations.get(&request.organization_id)?.organization_id;
    let to = store.members.get_by_email(organization_id, &from.email_address)?.clone();
    let factors = transferable(&factors, Some(&from), &to);
    let fields = continue_login(store, Login::new(changes), &to.member_id, factors)?;
    if fields.member_authenticated {
        store.member_sessions.remove(&session_id);
    }
    Ok(fields)
}

/// Logs a Member in with a magic link that was not sent.
pub(crate) fn start_session(
    store: &mut Store,
    member_id: &str,
) -> Result<sessions::AuthenticateResponse> {
    let now = store.clock.now();
    let (organization, mut member) = store.member(member_id)?;
    member.status = MemberStatus::Active;
    let member = store.members.save(member)?;
    let owner = session_owner(&organization, member);
    let link = factors::email(FactorType::MagicLink, &email_id(member), &member.email_address);
    let factors = vec![factors::authenticated(&link, now)];
    let login = Login::new(SessionChanges::default());
    let issued = store.member_sessions.log_in(login, owner, factors, &store.keys);
    let token = issued.session.token.clone();
    authenticate(store, &sessions::AuthenticateRequest::new().session_token(token))
}

/// Logs a User in without a factor.
#[cfg(feature = "consumer")]
pub(crate) fn start_user_session(
    store: &mut Store,
    user_id: &str,
) -> Result<consumer::sessions::AuthenticateResponse> {
    let user = store.users.get_mut(user_id)?;
    user.status = UserStatus::Active;
    let (owner, login) = (user_session_owner(user), Login::new(SessionChanges::default()));
    let issued = store.user_sessions.log_in(login, owner, Vec::new(), &store.keys);
    let token = issued.session.token.clone();
    authenticate_user(store, &consumer::sessions::AuthenticateRequest::new().session_token(token))
}

/// Rejects a revocation unless exactly one of its arguments is given.
fn check_revoke_arguments(arguments: &[(&str, bool)]) -> Result<()> {
    let error_type = match arguments.iter().filter(|(_, is_given)| *is_given).count() {
        0 => ErrorType::NoSessionRevokeArguments,
        1 => return Ok(()),
        _ => ErrorType::TooManySessionRevokeArguments,
    };
    let names: Vec<_> = arguments.iter().map(|(name, _)| format!("`{name}`")).collect();
    Err(Problem::bad_request(error_type, format!("Give one of {}.", names.join(", "))))
}

/// RFC 7517 calls a thumbprint `x5t#S256`; the vendor's SDKs require it by the name `x5tS256` too.
fn add_thumbprints(fields: &mut Metadata) {
    let keys = fields.get_mut("keys").and_then(Json::as_array_mut);
    for key in keys.into_iter().flatten() {
        key["x5tS256"] = key["x5t#S256"].clone();
    }
}

/// Checks a permission by the policies of the project and of the Organization.
fn authorize(
    store: &Store,
    organization: &Organization,
    member: &Member,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict> {
    if !organization.is_named(&check.organization_id) {
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

/// Checks a permission by the project's policy.
#[cfg(feature = "consumer")]
fn authorize_user(
    store: &Store,
    user: &User,
    check: &consumer::AuthorizationCheck,
) -> Result<consumer::AuthorizationVerdict> {
    let consumer::AuthorizationCheck { resource_id, action, .. } = check;
    let granting_roles = store.policies.granting_roles(None, &user.roles, resource_id, action);
    if granting_roles.is_empty() {
        let message = "The User does not have the permission of the authorization check.";
        return Err(Problem::new(403, ErrorType::ConsumerSessionAuthorizationError, message));
    }
    Ok(consumer::AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}
