//! Users.

use std::time::SystemTime;

use crate::{
    Metadata,
    consumer::{
        Email, PhoneNumber, User, UserStatus,
        users::{
            CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest, GetResponse,
        },
    },
    sandbox::{
        handlers::handler::Handler,
        store::{Store, apply_update::apply_update, problem::Problem, random},
    },
};

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse, Problem> {
        let is_pending = self.create_user_as_pending == Some(true);
        let blank = User {
            user_id: random::id("user"),
            status: if is_pending { UserStatus::Pending } else { UserStatus::Active },
            trusted_metadata: Some(Metadata::new()),
            untrusted_metadata: Some(Metadata::new()),
            created_at: Some(SystemTime::now().into()),
            ..Default::default()
        };
        let mut user = apply_update(&blank, &self);
        user.emails.extend(self.email.map(|email| Email {
            email_id: random::id("email"),
            email,
            ..Default::default()
        }));
        user.phone_numbers.extend(self.phone_number.map(|phone_number| PhoneNumber {
            phone_id: random::id("phone-number"),
            phone_number,
            ..Default::default()
        }));
        store.users.insert(user.clone())?;
        let email_id = user.emails.first().map(|email| email.email_id.clone());
        let phone_id = user.phone_numbers.first().map(|number| number.phone_id.clone());
        Ok(CreateResponse {
            user_id: user.user_id.clone(),
            email_id: email_id.unwrap_or_default(),
            phone_id: phone_id.unwrap_or_default(),
            status: user.status.clone(),
            user,
            ..Default::default()
        })
    }
}

impl Handler for GetRequest {
    fn handle(self, store: &mut Store) -> Result<GetResponse, Problem> {
        let user = &store.users.get_mut(&self.user_id)?.user;
        // The response has the fields of a User.
        Ok(apply_update(&GetResponse::default(), user))
    }
}

impl Handler for DeleteRequest {
    fn handle(self, store: &mut Store) -> Result<DeleteResponse, Problem> {
        let user_id = store.users.remove(&self.user_id)?;
        store.user_sessions.revoke_all_of(&user_id);
        Ok(DeleteResponse { user_id, ..Default::default() })
    }
}
