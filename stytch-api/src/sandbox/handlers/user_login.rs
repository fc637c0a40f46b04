//! Logins of Users: the links and passcodes that they get, and the sessions that these start.

use crate::{
    consumer::{self, PhoneNumber, TotpRegistration, User, UserStatus, users::CreateRequest},
    sandbox::{
        handlers::{person::Person, prelude::*, users},
        store::{
            factors::method_id,
            keyring::Keyring,
            passwords::Password,
            records::Records,
            session_record::SessionOwner,
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
) -> Result<ResponseFields> {
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
    Ok(ResponseFields {
        email_id: method_id.clone(),
        phone_id: method_id,
        user_created,
        ..ResponseFields::of_user(&user)
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
    let (session, _) = store.user_sessions.prepare_authentication(fields)?;
    store.users.get(&session.owner.id).cloned().map(Some)
}

impl Person for User {
    const PASSWORD_ID_PREFIX: &'static str = "password";
    const PASSWORD_RESET: ChallengeKind = ChallengeKind::UserPasswordReset;
    const TOTP_ID_PREFIX: &'static str = "totp";
    const TOTP_MINUTES: i32 = 1440;
    const NO_PASSWORD: ErrorType = ErrorType::NoUserPassword;
    const RESET_PASSWORD: ErrorType = ErrorType::ResetPassword;
    const NO_RECOVERY_CODES: ErrorType = ErrorType::TotpNotFound;
    const UNAUTHORIZED: ErrorType = ErrorType::ConsumerSessionAuthorizationError;

    fn all(store: &mut Store) -> &mut Records<Self> {
        &mut store.users
    }

    fn sessions(store: &mut Store) -> (&mut Sessions, &Keyring) {
        (&mut store.user_sessions, &store.keys)
    }

    fn resolve(store: &Store, _: &str, reference: &str) -> Result<Self> {
        store.users.get(reference).cloned()
    }

    fn find(store: &Store, _: &str, email: &str) -> Result<Self> {
        store.users.get_by_contact(email).cloned()
    }

    fn account_name(&self) -> &str {
        let email = self.emails.first().map(|email| &email.email);
        let phone_number = self.phone_numbers.first().map(|number| &number.phone_number);
        email.or(phone_number).map_or("", String::as_str)
    }

    fn show_password(&mut self, password: Option<&Password>) {
        self.password = password.map(|password| consumer::Password {
            password_id: password.id.clone(),
            requires_reset: password.requires_reset(),
            ..Default::default()
        });
    }

    fn show_totp(&mut self, totp_id: Option<&str>) {
        let registration =
            |id: &str| TotpRegistration { totp_id: id.to_owned(), ..Default::default() };
        self.totps = totp_id.map(registration).into_iter().collect();
    }

    fn verify_totp(&mut self, _: &Store, _: &dyn Object) -> Result<()> {
        for registration in &mut self.totps {
            registration.verified = true;
        }
        Ok(())
    }

    fn activate(&mut self, factors: &[AuthenticationFactor]) {
        self.status = UserStatus::Active;
        let is_used = |id: &str| factors.iter().any(|factor| method_id(factor) == Some(id));
        for email in &mut self.emails {
            email.verified |= is_used(&email.email_id);
        }
        for number in &mut self.phone_numbers {
            number.verified |= is_used(&number.phone_id);
        }
    }

    fn session_owner(&self, _: &Store) -> Result<SessionOwner> {
        let (id, roles) = (self.user_id.clone(), self.roles.clone());
        Ok(SessionOwner { id, organization: None, roles })
    }

    fn respond(&self, _: &Store) -> Result<ResponseFields> {
        Ok(ResponseFields::of_user(self))
    }

    /// The response has a session only if the request asks for one.
    fn prepare_login(&self, store: &Store, request: &dyn Object) -> Result<Login> {
        store.user_sessions.prepare_login(&self.user_id, request)
    }
}
