//! Sessions of Members and Users.

#[cfg(feature = "consumer")]
use crate::consumer::{self, User};
use crate::{
    b2b::{AuthorizationCheck, AuthorizationVerdict, Member, sessions},
    sandbox::{
        handlers::{
            member_login::transferable,
            person::{Person, add_session, continue_login},
            prelude::*,
            response_fields::email_id,
        },
        store::{
            session_record::{SessionChanges, SessionOwner, SessionRecord},
            sessions::Login,
        },
    },
    schema::Location,
};

/// The handlers of Members' sessions.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use sessions::{AuthenticateRequest, GetJwksRequest, GetRequest, RevokeRequest};

    vec![
        handler(|store, it: &GetRequest| list::<Member>(store, &it.organization_id, &it.member_id)),
        handler(|store, it: &AuthenticateRequest| authenticate::<Member>(store, it)),
        handler(|store, it: &RevokeRequest| revoke::<Member>(store, it)),
        handler(exchange),
        edited_handler(|store, it: &GetJwksRequest| jwks(store, &it.project_id), add_thumbprints),
    ]
}

/// The handlers of Users' sessions.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::sessions::{AuthenticateRequest, GetJwksRequest, GetRequest, RevokeRequest};

    vec![
        handler(|store, it: &GetRequest| list::<User>(store, "", &it.user_id)),
        handler(|store, it: &AuthenticateRequest| authenticate::<User>(store, it)),
        handler(|store, it: &RevokeRequest| revoke::<User>(store, it)),
        edited_handler(|store, it: &GetJwksRequest| jwks(store, &it.project_id), add_thumbprints),
    ]
}

object! {
    /// The fields of the response that lists sessions.
    SessionList {
        /// Of a Member.
        member_sessions: Vec<Metadata>,
        /// Of a User.
        sessions: Vec<Metadata>,
    }
}

object! {
    /// The fields of a request that authenticates a session.
    AuthenticateFields {
        authorization_check?: AuthorizationCheck,
    }
}

object! {
    /// The fields of a request that revokes a session.
    RevokeFields {
        /// Of a Member.
        member_session_id?: String,
        /// Of a User.
        session_id?: String,
        session_token?: Secret,
        session_jwt?: Secret,
        /// The Member whose sessions are all revoked.
        member_id?: String,
    }
}

fn list<P: Person>(store: &mut Store, organization: &str, person: &str) -> Result<SessionList> {
    let person = P::resolve(store, organization, person)?;
    let live = P::sessions(store).0.live_of(person.id());
    let sessions: Vec<_> = live.map(SessionRecord::to_json).collect();
    Ok(SessionList { member_sessions: sessions.clone(), sessions })
}

fn authenticate<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let (session, changes) = P::sessions(store).0.prepare_authentication(request)?;
    let (session_id, id) = (session.id.clone(), session.owner.id.clone());
    let person = P::all(store).get(&id)?.clone();
    let check = copy_fields::<AuthenticateFields>(request).authorization_check;
    let owner = person.session_owner(store)?;
    let verdict = check.map(|check| authorize::<P>(store, &owner, &check)).transpose()?;
    let login = Login { session: Some(session_id), intermediate_session_token: None, changes };
    let fields = ResponseFields { verdict, ..person.respond(store)? };
    add_session(store, login, &person, Vec::new(), fields)
}

/// Checks a permission by the policies of the project and of the Organization.
fn authorize<P: Person>(
    store: &Store,
    owner: &SessionOwner,
    check: &AuthorizationCheck,
) -> Result<AuthorizationVerdict> {
    let AuthorizationCheck { organization_id, resource_id, action, .. } = check;
    let own_id = owner.organization.as_ref().map(|organization| organization.id.as_str());
    if let Some(id) = own_id
        && !store.organizations.get(id)?.is_named(organization_id)
    {
        return Err(ErrorType::SessionAuthorizationTenancyError.into());
    }
    let granting_roles = store.policies.granting_roles(own_id, &owner.roles, resource_id, action);
    reject_if(granting_roles.is_empty(), P::UNAUTHORIZED)?;
    Ok(AuthorizationVerdict { authorized: true, granting_roles, ..Default::default() })
}

/// Revokes one session, or all of a Member. Exactly one of the fields must be given.
fn revoke<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let fields: RevokeFields = copy_fields(request);
    let id = fields.member_session_id.or(fields.session_id);
    let RevokeFields { session_token: token, session_jwt: jwt, member_id, .. } = fields;
    let given = [id.is_some(), token.is_some(), jwt.is_some(), member_id.is_some()];
    let error_type = match given.iter().filter(|is_given| **is_given).count() {
        0 => Some(ErrorType::NoSessionRevokeArguments),
        1 => None,
        _ => Some(ErrorType::TooManySessionRevokeArguments),
    };
    if let Some(error_type) = error_type {
        let body = request.table().fields.iter().filter(|it| it.location == Location::Body);
        let names: Vec<_> = body.map(|field| format!("`{}`", field.wire_name)).collect();
        let message = format!("Give one of {}.", names.join(", "));
        return Err(Problem::bad_request(error_type, message));
    }
    if let Some(member_id) = member_id {
        // The Member may be deleted.
        if !store.members.with_key(&member_id).any(|member| member.member_id == member_id) {
            return Err(Member::NOT_FOUND.into());
        }
        store.member_sessions.revoke_all_of(&member_id);
    } else {
        P::sessions(store).0.revoke(id.as_deref(), request)?;
    }
    Ok(ResponseFields::default())
}

/// Logs the person of a live session in to another Organization, of which they must be a Member by
/// the same email address.
fn exchange(store: &mut Store, request: &sessions::ExchangeRequest) -> Result<ResponseFields> {
    let (session, changes) = store.member_sessions.prepare_authentication(request)?;
    let (session_id, factors) = (session.id.clone(), session.factors.clone());
    let from = store.members.get(&session.owner.id)?;
    let to = Member::find(store, &request.organization_id, &from.email_address)?;
    let factors = transferable(&factors, Some(from), &to);
    let fields = continue_login(store, Login::new(changes), to, factors)?;
    if fields.member_authenticated {
        store.member_sessions.remove(&session_id)?;
    }
    Ok(fields)
}

/// Logs a Member in with a magic link that was not sent.
pub(crate) fn start_session(
    store: &mut Store,
    member_id: &str,
) -> Result<sessions::AuthenticateResponse> {
    let member = store.members.get(member_id)?;
    let link = factors::email(FactorType::MagicLink, &email_id(member), &member.email_address);
    let link = factors::authenticated(&link, store.clock.now());
    Ok(copy_fields(&start::<Member>(store, member_id, vec![link])?))
}

/// Logs a User in without a factor.
#[cfg(feature = "consumer")]
pub(crate) fn start_user_session(
    store: &mut Store,
    user_id: &str,
) -> Result<consumer::sessions::AuthenticateResponse> {
    Ok(copy_fields(&start::<User>(store, user_id, Vec::new())?))
}

fn start<P: Person>(
    store: &mut Store,
    id: &str,
    factors: Vec<AuthenticationFactor>,
) -> Result<ResponseFields> {
    let mut person = P::all(store).get(id)?.clone();
    person.activate(&[]);
    let person = P::all(store).put(person).clone();
    let fields = person.respond(store)?;
    add_session(store, Login::new(SessionChanges::default()), &person, factors, fields)
}

fn jwks(store: &Store, project_id: &str) -> Result<sessions::GetJwksResponse> {
    store.check_project(project_id)?;
    Ok(sessions::GetJwksResponse { keys: store.keys.jwks(), ..Default::default() })
}

/// RFC 7517 calls a thumbprint `x5t#S256`; the vendor's SDKs require it by the name `x5tS256` too.
fn add_thumbprints(fields: &mut Metadata) {
    let keys = fields.get_mut("keys").and_then(Json::as_array_mut);
    for key in keys.into_iter().flatten() {
        key["x5tS256"] = key["x5t#S256"].clone();
    }
}
