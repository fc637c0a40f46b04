//! Users.

use crate::{
    consumer::{
        Email, PhoneNumber, User, UserStatus,
        users::{
            CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest, GetResponse,
            SearchRequest, SearchResponse, UpdateRequest, UpdateResponse,
        },
    },
    sandbox::{
        handlers::{
            prelude::*,
            search::{Query, SearchedResource, Test, page},
        },
        store::default_policy::USER_ROLE,
    },
};

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse> {
        let is_pending = self.create_user_as_pending == Some(true);
        let blank = User {
            user_id: random::id("user"),
            status: if is_pending { UserStatus::Pending } else { UserStatus::Active },
            trusted_metadata: Some(Metadata::new()),
            untrusted_metadata: Some(Metadata::new()),
            created_at: Some(store.clock.now().into()),
            ..Default::default()
        };
        let mut user = apply_update(&blank, &self);
        add_default_role(&mut user);
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
    fn handle(self, store: &mut Store) -> Result<GetResponse> {
        let user = &store.users.get_mut(&self.user_id)?.user;
        // The response has the fields of a User.
        Ok(apply_update(&GetResponse::default(), user))
    }
}

impl Handler for UpdateRequest {
    fn handle(self, store: &mut Store) -> Result<UpdateResponse> {
        let mut user = apply_update(&store.users.get_mut(&self.user_id)?.user, &self);
        add_default_role(&mut user);
        store.users.replace(user.clone())?;
        Ok(UpdateResponse {
            user_id: user.user_id.clone(),
            emails: user.emails.clone(),
            phone_numbers: user.phone_numbers.clone(),
            user,
            ..Default::default()
        })
    }
}

impl Handler for SearchRequest {
    fn handle(self, store: &mut Store) -> Result<SearchResponse> {
        let query = Query::parse(self.query.as_ref(), SearchedResource::User, test_named)?;
        let users = store.users.iter().filter(|user| query.matches(user)).cloned().collect();
        let id = |user: &User| user.user_id.clone();
        let (results, results_metadata) = page(users, id, self.cursor.as_deref(), self.limit)?;
        Ok(SearchResponse { results, results_metadata, ..Default::default() })
    }
}

impl Handler for DeleteRequest {
    fn handle(self, store: &mut Store) -> Result<DeleteResponse> {
        let user_id = store.users.remove(&self.user_id)?;
        store.user_sessions.revoke_all_of(&user_id);
        Ok(DeleteResponse { user_id, ..Default::default() })
    }
}

/// Adds the role that every User has.
fn add_default_role(user: &mut User) {
    if !user.roles.iter().any(|role| role == USER_ROLE) {
        user.roles.insert(0, USER_ROLE.to_owned());
    }
}

/// The test of the filter with this name.
fn test_named<'u>(filter: &str) -> Option<Test<&'u User>> {
    Some(match filter {
        "user_id" => Test::OneOf(|user| {
            let ids = [Some(&user.user_id), user.external_id.as_ref()].into_iter().flatten();
            ids.map(String::as_str).collect()
        }),
        "status" => Test::Equals(|user| user.status.as_str()),
        "email_address" => Test::OneOf(|user| emails(user)),
        "email_address_fuzzy" => Test::Contains(|user| emails(user)),
        "email_id" => Test::OneOf(|user| user.emails.iter().map(|it| &*it.email_id).collect()),
        "phone_number" => Test::OneOf(|user| phone_numbers(user)),
        "phone_number_fuzzy" => Test::Contains(|user| phone_numbers(user)),
        "phone_id" => {
            Test::OneOf(|user| user.phone_numbers.iter().map(|it| &*it.phone_id).collect())
        }
        _ => return None,
    })
}

fn emails(user: &User) -> Vec<&str> {
    user.emails.iter().map(|email| email.email.as_str()).collect()
}

fn phone_numbers(user: &User) -> Vec<&str> {
    user.phone_numbers.iter().map(|number| number.phone_number.as_str()).collect()
}
