//! Users.

use crate::{
    consumer::{User, UserStatus, users},
    sandbox::{
        handlers::{
            prelude::*,
            search::{Query, SearchedResource, Test, page},
        },
        store::{default_policy::USER_ROLE, users::add_contacts},
    },
};

pub(crate) fn handlers() -> Vec<Handler> {
    vec![
        handler(|store, it: &users::CreateRequest| {
            Ok(ResponseFields::of_user(&create(store, it)?))
        }),
        // The response has the fields of a User.
        handler(|store, it: &users::GetRequest| store.users.get(&it.user_id).cloned()),
        handler(update),
        handler(search),
        handler(|store, it: &users::DeleteRequest| {
            let User { user_id, .. } = store.users.remove(&it.user_id)?;
            store.user_sessions.revoke_all_of(&user_id);
            Ok(ResponseFields { user_id, ..Default::default() })
        }),
    ]
}

pub(crate) fn create(store: &mut Store, request: &users::CreateRequest) -> Result<User> {
    let is_pending = request.create_user_as_pending == Some(true);
    let blank = User {
        user_id: random::id("user"),
        status: if is_pending { UserStatus::Pending } else { UserStatus::Active },
        trusted_metadata: Some(Metadata::new()),
        untrusted_metadata: Some(Metadata::new()),
        created_at: Some(store.clock.now().into()),
        ..Default::default()
    };
    let mut user = apply_update(&blank, request);
    add_default_role(&mut user);
    add_contacts(&mut user, request.email.clone(), request.phone_number.clone());
    store.users.save(user).cloned()
}

fn update(store: &mut Store, request: &users::UpdateRequest) -> Result<users::UpdateResponse> {
    let mut user = apply_update(store.users.get(&request.user_id)?, request);
    add_default_role(&mut user);
    store.users.save(user.clone())?;
    Ok(users::UpdateResponse {
        user_id: user.user_id.clone(),
        emails: user.emails.clone(),
        phone_numbers: user.phone_numbers.clone(),
        user,
        ..Default::default()
    })
}

fn search(store: &mut Store, request: &users::SearchRequest) -> Result<users::SearchResponse> {
    let query = Query::parse(request.query.as_ref(), SearchedResource::User, test_named)?;
    let users = store.users.iter().filter(|user| query.matches(user)).cloned().collect();
    let id = |user: &User| user.user_id.clone();
    let (results, results_metadata) = page(users, id, request.cursor.as_deref(), request.limit)?;
    Ok(users::SearchResponse { results, results_metadata, ..Default::default() })
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
