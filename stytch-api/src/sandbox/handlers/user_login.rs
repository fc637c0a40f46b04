//! Logins of Users: the links and passcodes that they get, and the sessions that these start.

use crate::{
    consumer::{self, Attributes, PhoneNumber, Session, User, UserStatus, users::CreateRequest},
    sandbox::{
        handlers::{person::Person, prelude::*, users},
        store::{
            factors::{authenticated, method_id},
            passwords::Password,
            session_record::{SessionOwner, SessionRecord},
            sessions::{Login, Sessions},
            users::add_contacts,
        },
    },
};

object! {
    /// The fields of a request that sends a link or passcode.
    UserMessageFields {
        email?: String,
        phone_number?: String,
        login_magic_link_url?: String,
        signup_magic_link_url?: String,
        expiration_minutes?: i32,
        login_expiration_minutes?: i32,
        signup_expiration_minutes?: i32,
        code_challenge?: String,
        create_user_as_pending?: bool,
        user_id?: String,
        session_token?: Secret,
        session_jwt?: Secret,
    }
}

/// How a link or passcode is sent.
#[derive(Clone, Copy)]
pub(crate) enum Message {
    MagicLink,
    EmailOtp,
    SmsOtp,
    WhatsappOtp,
}

/// What happens if no User has the email address or phone number.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stranger {
    Created,
    /// Unless the request names the User to add it to.
    Rejected,
}

/// Minutes until a link to sign up expires, unless the request sets them.
const SIGNUP_MINUTES: i32 = 10_080;

/// Sends a link or passcode to a User.
pub(crate) fn send(
    store: &mut Store,
    message: Message,
    stranger: Stranger,
    request: &dyn Object,
) -> Result<UserFields> {
    let fields: UserMessageFields = copy_fields(request);
    if let Message::MagicLink = message {
        let kind = ChallengeKind::UserMagicLink;
        kind.check(fields.login_expiration_minutes, fields.login_magic_link_url.as_deref())?;
        kind.check(fields.signup_expiration_minutes, fields.signup_magic_link_url.as_deref())?;
    } else {
        ChallengeKind::UserOtp.check(fields.expiration_minutes, None)?;
    }
    let contact = fields.email.as_deref().or(fields.phone_number.as_deref()).unwrap_or_default();
    let user_created = match store.users.get_by_contact(contact) {
        Ok(_) => false,
        Err(_) if stranger == Stranger::Created => {
            let mut create = CreateRequest::new();
            create.email.clone_from(&fields.email);
            create.phone_number.clone_from(&fields.phone_number);
            create.create_user_as_pending = fields.create_user_as_pending;
            users::create(store, &create)?;
            true
        }
        Err(unknown) => {
            let mut user = named_user(store, &fields)?.ok_or(unknown)?;
            add_contacts(&mut user, fields.email.clone(), fields.phone_number.clone());
            store.users.save(user)?;
            false
        }
    };
    let user = store.users.get_by_contact(contact)?.clone();
    let is_pending = user_created || user.status == UserStatus::Pending;
    let challenge = challenge(message, &user, contact);
    let method_id = method_id(&challenge.factor).unwrap_or_default().to_owned();
    let signup_minutes = fields.signup_expiration_minutes.unwrap_or(SIGNUP_MINUTES);
    store.challenges.send(match message {
        Message::MagicLink if is_pending => NewChallenge {
            purpose: MessagePurpose::Signup,
            minutes: Some(signup_minutes),
            redirect_url: fields.signup_magic_link_url,
            pkce: fields.code_challenge,
            ..challenge
        },
        Message::MagicLink => NewChallenge {
            minutes: fields.login_expiration_minutes,
            redirect_url: fields.login_magic_link_url,
            pkce: fields.code_challenge,
            ..challenge
        },
        Message::EmailOtp | Message::SmsOtp | Message::WhatsappOtp => {
            NewChallenge { minutes: fields.expiration_minutes, ..challenge }
        }
    })?;
    Ok(UserFields {
        email_id: method_id.clone(),
        phone_id: method_id,
        user_created,
        ..UserFields::about(&user)
    })
}

/// A link or passcode for one of the User's email addresses or phone numbers.
pub(crate) fn challenge(message: Message, user: &User, contact: &str) -> NewChallenge {
    let mut emails = user.emails.iter();
    let email = emails.find(|email| email.email.eq_ignore_ascii_case(contact));
    let mut numbers = user.phone_numbers.iter();
    let phone = numbers.find(|number| number.phone_number == contact);
    let by_email = |r#type| {
        email.map(|email| factors::email(r#type, &email.email_id, &email.email)).unwrap_or_default()
    };
    let by_phone = |method| {
        let factor =
            |it: &PhoneNumber| factors::phone_number(method, &it.phone_id, &it.phone_number);
        phone.map(factor).unwrap_or_default()
    };
    let factor = match message {
        Message::MagicLink => by_email(FactorType::MagicLink),
        Message::EmailOtp => by_email(FactorType::Otp),
        Message::SmsOtp => by_phone(FactorDeliveryMethod::Sms),
        Message::WhatsappOtp => by_phone(FactorDeliveryMethod::Whatsapp),
    };
    if let Message::MagicLink = message {
        return NewChallenge::new(ChallengeKind::UserMagicLink, &user.user_id, factor);
    }
    let method_id = method_id(&factor).unwrap_or_default().to_owned();
    NewChallenge::new(ChallengeKind::UserOtp, &method_id, factor)
}

/// The User that a request names by ID or by a session.
fn named_user(store: &Store, fields: &UserMessageFields) -> Result<Option<User>> {
    if let Some(user_id) = &fields.user_id {
        return store.users.get(user_id).cloned().map(Some);
    }
    if fields.session_token.is_none() && fields.session_jwt.is_none() {
        return Ok(None);
    }
    let (index, _) = store.user_sessions.prepare_authentication(fields)?;
    store.users.get(&store.user_sessions.get(index).owner.id).cloned().map(Some)
}

impl Person for User {
    type Response = UserFields;

    const PASSWORD_ID_PREFIX: &'static str = "password";
    const PASSWORD_RESET: ChallengeKind = ChallengeKind::UserPasswordReset;
    const NO_PASSWORD: ErrorType = ErrorType::NoUserPassword;
    const RESET_PASSWORD: ErrorType = ErrorType::ResetPassword;

    fn resolve(store: &mut Store, _: &str, reference: &str) -> Result<String> {
        Ok(store.users.get(reference)?.user_id.clone())
    }

    fn find(store: &mut Store, _: &str, email: &str) -> Result<String> {
        Ok(store.users.get_by_contact(email)?.user_id.clone())
    }

    fn sessions(store: &mut Store) -> &mut Sessions {
        &mut store.user_sessions
    }

    fn set_password(store: &mut Store, id: &str, password: Password) -> Result<()> {
        let user = store.users.get_mut(id)?;
        user.password = Some(consumer::Password {
            password_id: password.id.clone(),
            requires_reset: password.requires_reset(),
            ..Default::default()
        });
        store.credentials(id).password = Some(password);
        Ok(())
    }

    fn prepare_login(store: &mut Store, id: &str, request: &dyn Object) -> Result<Login> {
        store.user_sessions.prepare_login(id, request)
    }

    /// The response has a session only if the request asks for one.
    fn log_in(
        store: &mut Store,
        login: Login,
        id: &str,
        new_factors: &[AuthenticationFactor],
    ) -> Result<UserFields> {
        let now = store.clock.now();
        let user = store.users.get_mut(id)?;
        user.status = UserStatus::Active;
        let method_id = new_factors.iter().find_map(method_id).unwrap_or_default().to_owned();
        verify_contact(user, &method_id);
        let user = user.clone();
        let mut fields =
            UserFields { email_id: method_id.clone(), method_id, ..UserFields::about(&user) };
        if login.has_session() {
            let owner = user_session_owner(&user);
            let factors = new_factors.iter().map(|factor| authenticated(factor, now)).collect();
            let issued = store.user_sessions.log_in(login, owner, factors, &store.keys);
            fields.session_token = Some(issued.session.token.clone());
            fields.session_jwt = Some(issued.jwt);
            fields.session = Some(to_session(issued.session));
            fields.user_session.clone_from(&fields.session);
        }
        Ok(fields)
    }
}

fn verify_contact(user: &mut User, method_id: &str) {
    for email in user.emails.iter_mut().filter(|email| email.email_id == method_id) {
        email.verified = true;
    }
    for number in user.phone_numbers.iter_mut().filter(|it| it.phone_id == method_id) {
        number.verified = true;
    }
}

pub(crate) fn user_session_owner(user: &User) -> SessionOwner {
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
