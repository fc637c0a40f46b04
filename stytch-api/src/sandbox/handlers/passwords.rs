//! Passwords of Members and Users.

use crate::{
    b2b::{self, Member, MemberStatus, passwords},
    sandbox::{
        handlers::{
            member_messages::email_to_member,
            members::{assign_roles, new_member},
            person::{Person, log_in, set_password},
            prelude::*,
        },
        store::passwords::{Password, is_strong, strength},
    },
};
#[cfg(feature = "consumer")]
use crate::{consumer, sandbox::handlers::users};
#[cfg(feature = "consumer")]
use crate::{
    consumer::User,
    sandbox::handlers::user_login::{Message, challenge},
};

/// The handlers of Members' passwords.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use passwords::{AuthenticateRequest, email, existing_password, sessions};

    vec![
        handler(|store, it: &AuthenticateRequest| authenticate::<Member>(store, it)),
        handler(migrate_member),
        handler(|_, it: &passwords::StrengthCheckRequest| Ok(check_strength(&it.password))),
        handler(start_member_reset),
        handler(|store, it: &email::ResetRequest| reset_by_email::<Member>(store, it)),
        handler(|store, it: &existing_password::ResetRequest| {
            reset_by_password::<Member>(store, it)
        }),
        handler(|store, it: &sessions::ResetRequest| reset_by_session::<Member>(store, it)),
        handler(delete_member_password),
    ]
}

/// The handlers of Users' passwords.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::passwords::{
        AuthenticateRequest, StrengthCheckRequest, email, existing_password, sessions,
    };

    vec![
        handler(create),
        handler(|store, it: &AuthenticateRequest| authenticate::<User>(store, it)),
        handler(migrate_user),
        handler(|_, it: &StrengthCheckRequest| Ok(check_strength(&it.password))),
        handler(start_user_reset),
        handler(|store, it: &email::ResetRequest| reset_by_email::<User>(store, it)),
        handler(|store, it: &existing_password::ResetRequest| reset_by_password::<User>(store, it)),
        handler(|store, it: &sessions::ResetRequest| reset_by_session::<User>(store, it)),
    ]
}

object! {
    /// The fields of a login with a password, or of a reset.
    PasswordFields {
        organization_id: String,
        /// Of a Member.
        email_address: String,
        /// Of a User.
        email: String,
        password: Secret,
        existing_password: Secret,
        new_password: Secret,
        /// Of a Member's link.
        password_reset_token?: Secret,
        /// Of a User's link.
        token: Secret,
        code_verifier?: Secret,
    }
}

object! {
    /// The fields of the response to a strength check.
    StrengthCheck {
        valid_password: bool,
        score: i32,
        strength_policy: String,
    }
}

fn authenticate<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let fields: PasswordFields = copy_fields(request);
    let person = verify::<P>(store, &fields, &fields.password)?;
    let login = person.prepare_login(store, request)?;
    log_in(store, login, person, &[factors::password()])
}

fn reset_by_password<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let fields: PasswordFields = copy_fields(request);
    let person = verify::<P>(store, &fields, &fields.existing_password)?;
    let login = person.prepare_login(store, request)?;
    let password = Password::new(P::PASSWORD_ID_PREFIX, &fields.new_password)?;
    let person = set_password(store, person, Some(password));
    log_in(store, login, person, &[factors::password()])
}

fn reset_by_email<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let fields: PasswordFields = copy_fields(request);
    let token = fields.password_reset_token.as_ref().unwrap_or(&fields.token);
    let verifier = fields.code_verifier.as_ref();
    let index = store.challenges.find_token(P::PASSWORD_RESET, token, verifier)?;
    let challenge = store.challenges.get(index);
    let (id, factor) = (challenge.subject.clone(), challenge.factor.clone());
    let person = P::all(store).get(&id)?.clone();
    let login = person.prepare_login(store, request)?;
    let password = Password::new(P::PASSWORD_ID_PREFIX, &fields.password)?;
    store.challenges.use_up(index);
    let person = set_password(store, person, Some(password));
    log_in(store, login, person, &[factors::password(), factor])
}

fn reset_by_session<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let fields: PasswordFields = copy_fields(request);
    let now = store.clock.now();
    let (sessions, _) = P::sessions(store);
    let (session, _) = sessions.prepare_authentication(request)?;
    session.check_recent_factor(now)?;
    let (session_id, id) = (session.id.clone(), session.owner.id.clone());
    let password = Password::new(P::PASSWORD_ID_PREFIX, &fields.password)?;
    let person = P::resolve(store, &fields.organization_id, &id)?;
    let person = set_password(store, person, Some(password));
    P::sessions(store).0.revoke_others(&session_id, &id);
    let login = person.prepare_login(store, request)?;
    log_in(store, login, person, &[factors::password()])
}

/// The person with the email address of the request, if the password is theirs.
fn verify<P: Person>(store: &mut Store, fields: &PasswordFields, password: &Secret) -> Result<P> {
    let PasswordFields { organization_id, email_address, email, .. } = fields;
    let email = if email.is_empty() { email_address } else { email };
    let person = P::find(store, organization_id, email)?;
    let own =
        store.credentials(person.id()).password.as_ref().ok_or_else(|| {
            Problem::not_found(P::NO_PASSWORD, "The Member or User has no password.")
        })?;
    own.verify(password, P::RESET_PASSWORD)?;
    Ok(person)
}

fn check_strength(password: &Secret) -> StrengthCheck {
    StrengthCheck {
        valid_password: is_strong(password),
        score: strength(password),
        strength_policy: b2b::PasswordStrengthPolicy::Zxcvbn.as_str().to_owned(),
    }
}

fn migrate_member(store: &mut Store, it: &passwords::MigrateRequest) -> Result<ResponseFields> {
    let organization = store.organizations.get(&it.organization_id)?.clone();
    let organization_id = &organization.organization_id;
    let known = store.members.get_by_email(organization_id, &it.email_address).ok().cloned();
    let member_created = known.is_none();
    reject_if(
        known.as_ref().is_some_and(|member| !member.member_password_id.is_empty()),
        ErrorType::PasswordAlreadyExists,
    )?;
    let new = || new_member(&organization, MemberStatus::Active, store.clock.now());
    let mut member = apply_update(&known.unwrap_or_else(new), it);
    member.organization_id.clone_from(organization_id);
    member.email_address_verified = true;
    member.mfa_phone_number_verified |= it.set_phone_number_verified == Some(true);
    assign_roles(&mut member, it.roles.clone());
    let member = store.members.save(member)?.clone();
    let password = Password::imported(Member::PASSWORD_ID_PREFIX);
    let member = set_password(store, member, Some(password));
    let fields = ResponseFields::of_member(organization, &member);
    Ok(ResponseFields { member_created, ..fields })
}

fn start_member_reset(
    store: &mut Store,
    request: &passwords::email::ResetStartRequest,
) -> Result<ResponseFields> {
    let member = Member::find(store, &request.organization_id, &request.email_address)?;
    let link = email_to_member(store, Member::PASSWORD_RESET, FactorType::MagicLink, &member)?;
    store.challenges.send(NewChallenge {
        purpose: MessagePurpose::ResetPassword,
        minutes: request.reset_password_expiration_minutes,
        redirect_url: request.reset_password_redirect_url.clone(),
        pkce: request.code_challenge.clone(),
        ..link
    })?;
    member.respond(store)
}

fn delete_member_password(
    store: &mut Store,
    it: &b2b::organizations::members::DeletePasswordRequest,
) -> Result<ResponseFields> {
    let organization_id = &store.organizations.get(&it.organization_id)?.organization_id;
    let member = store.members.get_by_password(organization_id, &it.member_password_id)?.clone();
    set_password(store, member, None).respond(store)
}

#[cfg(feature = "consumer")]
fn create(store: &mut Store, it: &consumer::passwords::CreateRequest) -> Result<ResponseFields> {
    let password = Password::new(User::PASSWORD_ID_PREFIX, &it.password)?;
    let login = User::default().prepare_login(store, it)?;
    let user = users::create(store, &copy_fields(it))?;
    let email_id = ResponseFields::of_user(&user).email_id;
    let user = set_password(store, user, Some(password));
    let fields = log_in(store, login, user, &[factors::password()])?;
    Ok(ResponseFields { email_id, ..fields })
}

#[cfg(feature = "consumer")]
fn migrate_user(
    store: &mut Store,
    request: &consumer::passwords::MigrateRequest,
) -> Result<ResponseFields> {
    let user_created = store.users.get_by_contact(&request.email).is_err();
    if user_created {
        users::create(store, &copy_fields(request))?;
    }
    let mut user = User::find(store, "", &request.email)?;
    reject_if(user.password.is_some(), ErrorType::PasswordAlreadyExists)?;
    let mut emails = user.emails.iter_mut();
    let email = emails.find(|email| email.email.eq_ignore_ascii_case(&request.email));
    let email_id = email.map(|email| {
        email.verified |= request.set_email_verified == Some(true);
        email.email_id.clone()
    });
    let email_id = email_id.unwrap_or_default();
    let password = Password::imported(User::PASSWORD_ID_PREFIX);
    let user = set_password(store, user, Some(password));
    Ok(ResponseFields { email_id, user_created, ..ResponseFields::of_user(&user) })
}

#[cfg(feature = "consumer")]
fn start_user_reset(
    store: &mut Store,
    request: &consumer::passwords::email::ResetStartRequest,
) -> Result<ResponseFields> {
    let user = store.users.get_by_contact(&request.email)?.clone();
    let link = challenge(Message::MagicLink, &user, &request.email);
    let email_id = factors::method_id(&link.factor).unwrap_or_default().to_owned();
    store.challenges.send(NewChallenge {
        kind: User::PASSWORD_RESET,
        purpose: MessagePurpose::ResetPassword,
        minutes: request.reset_password_expiration_minutes,
        redirect_url: request.reset_password_redirect_url.clone(),
        pkce: request.code_challenge.clone(),
        ..link
    })?;
    Ok(ResponseFields { email_id, ..ResponseFields::of_user(&user) })
}
