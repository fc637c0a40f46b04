//! Users.

use crate::{
    consumer::{User, UserStatus, users},
    sandbox::{
        handlers::{
            prelude::*,
            search::{Search, Test},
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
    let (users, results_metadata) = SEARCH.run(store, request, store.users.iter())?;
    let results = users.into_iter().cloned().collect();
    Ok(users::SearchResponse { results, results_metadata, ..Default::default() })
}

/// Adds the role that every User has.
fn add_default_role(user: &mut User) {
    if !user.roles.iter().any(|role| role == USER_ROLE) {
        user.roles.insert(0, USER_ROLE.to_owned());
    }
}

const SEARCH: Search<User> = Search {
    resource: "user",
    filters: &[
        (
            "user_id",
            Test::OneOf(|_, it| {
                std::iter::once(&*it.user_id).chain(it.external_id.as_deref()).collect()
            }),
        ),
        ("status", Test::Equals(|_, it| vec![it.status.as_str()])),
        ("email_address", Test::OneOf(|_, it| emails(it))),
        ("email_address_fuzzy", Test::Contains(|_, it| emails(it))),
        ("email_id", Test::OneOf(|_, it| it.emails.iter().map(|it| &*it.email_id).collect())),
        ("phone_number", Test::OneOf(|_, it| phone_numbers(it))),
        ("phone_number_fuzzy", Test::Contains(|_, it| phone_numbers(it))),
        (
            "phone_id",
            Test::OneOf(|_, it| it.phone_numbers.iter().map(|it| &*it.phone_id).collect()),
        ),
    ],
};

fn emails(user: &User) -> Vec<&str> {
    user.emails.iter().map(|email| email.email.as_str()).collect()
}

fn phone_numbers(user: &User) -> Vec<&str> {
    user.phone_numbers.iter().map(|number| number.phone_number.as_str()).collect()
}
