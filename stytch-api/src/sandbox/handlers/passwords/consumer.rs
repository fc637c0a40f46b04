//! Passwords of Users.

use crate::{
    consumer::{
        self, PasswordStrengthPolicy,
        passwords::{
            AuthenticateRequest, CreateRequest, MigrateRequest, StrengthCheckRequest, email,
            existing_password, sessions,
        },
        users,
    },
    sandbox::{
        handlers::{
            prelude::*,
            user_login::{Message, challenge, log_in},
        },
        store::{
            passwords::{Password, is_strong, password_exists, strength},
            users::UserRecord,
        },
    },
};

const ID_PREFIX: &str = "password";

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let password = Password::new(ID_PREFIX, &self.password)?;
        let login = store.user_sessions.prepare_login("", &self)?;
        let created = copy_fields::<users::CreateRequest>(&self).handle(store)?;
        set_password(store.users.get_mut(&created.user_id)?, password);
        let response: Self::Response =
            log_in(store, login, &created.user_id, &[factors::password()])?;
        Ok(Self::Response { email_id: created.email_id, ..response })
    }
}

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let user_id = verify(store, &self.email, &self.password)?;
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        log_in(store, login, &user_id, &[factors::password()])
    }
}

impl Handler for MigrateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let user_created = store.users.get_by_contact(&self.email).is_err();
        if user_created {
            copy_fields::<users::CreateRequest>(&self).handle(store)?;
        }
        let record = store.users.get_by_contact(&self.email)?;
        if record.password.is_some() {
            return Err(password_exists());
        }
        set_password(record, Password::imported(ID_PREFIX));
        let mut emails = record.user.emails.iter_mut();
        let email = emails.find(|email| email.email.eq_ignore_ascii_case(&self.email));
        let email_id = email.map(|email| {
            email.verified |= self.set_email_verified == Some(true);
            email.email_id.clone()
        });
        let user = record.user.clone();
        Ok(Self::Response {
            user_id: user.user_id.clone(),
            email_id: email_id.unwrap_or_default(),
            user_created,
            user,
            ..Default::default()
        })
    }
}

impl Handler for StrengthCheckRequest {
    fn handle(self, _: &mut Store) -> Result<Self::Response> {
        Ok(Self::Response {
            valid_password: is_strong(&self.password),
            score: strength(&self.password),
            strength_policy: PasswordStrengthPolicy::Zxcvbn,
            ..Default::default()
        })
    }
}

impl Handler for email::ResetStartRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let user = store.users.get_by_contact(&self.email)?.user.clone();
        let link = challenge(Message::MagicLink, &user, &self.email);
        let email_id = factors::method_id(&link.factor).unwrap_or_default().to_owned();
        store.challenges.send(NewChallenge {
            kind: ChallengeKind::UserPasswordReset,
            purpose: MessagePurpose::ResetPassword,
            minutes: self.reset_password_expiration_minutes,
            redirect_url: self.reset_password_redirect_url,
            pkce: self.code_challenge,
            ..link
        })?;
        Ok(Self::Response { user_id: user.user_id, email_id, ..Default::default() })
    }
}

impl Handler for email::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (kind, verifier) = (ChallengeKind::UserPasswordReset, self.code_verifier.as_ref());
        let index = store.challenges.find_token(kind, &self.token, verifier)?;
        let challenge = store.challenges.get(index);
        let (user_id, factor) = (challenge.subject.clone(), challenge.factor.clone());
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        let password = Password::new(ID_PREFIX, &self.password)?;
        store.challenges.use_up(index);
        set_password(store.users.get_mut(&user_id)?, password);
        log_in(store, login, &user_id, &[factors::password(), factor])
    }
}

impl Handler for existing_password::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let user_id = verify(store, &self.email, &self.existing_password)?;
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        let password = Password::new(ID_PREFIX, &self.new_password)?;
        set_password(store.users.get_mut(&user_id)?, password);
        log_in(store, login, &user_id, &[factors::password()])
    }
}

impl Handler for sessions::ResetRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (index, _) = store.user_sessions.prepare_authentication(&self)?;
        let session = store.user_sessions.get(index);
        let user_id = session.owner.id.clone();
        session.check_recent_factor(store.clock.now())?;
        let password = Password::new(ID_PREFIX, &self.password)?;
        set_password(store.users.get_mut(&user_id)?, password);
        store.user_sessions.revoke_others(index);
        let login = store.user_sessions.prepare_login(&user_id, &self)?;
        log_in(store, login, &user_id, &[factors::password()])
    }
}

/// The ID of the User with this email address, if the password is theirs.
fn verify(store: &mut Store, email: &str, password: &Secret) -> Result<String> {
    let record = store.users.get_by_contact(email)?;
    let own = record.password.as_ref().ok_or_else(|| {
        Problem::not_found(ErrorType::NoUserPassword, "The User has no password.")
    })?;
    own.verify(password, ErrorType::ResetPassword)?;
    Ok(record.user.user_id.clone())
}

fn set_password(record: &mut UserRecord, password: Password) {
    record.user.password = Some(consumer::Password {
        password_id: password.id.clone(),
        requires_reset: password.requires_reset(),
        ..Default::default()
    });
    record.password = Some(password);
}
