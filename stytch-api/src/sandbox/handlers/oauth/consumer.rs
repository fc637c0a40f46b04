//! OAuth logins of Users.

use crate::{
    consumer::{OauthProvider, ProviderValues, User, oauth::AuthenticateRequest, users},
    sandbox::{
        handlers::{prelude::*, user_login::log_in_with_token},
        store::factors::Account,
    },
};

impl Handler for AuthenticateRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (kind, verifier) = (ChallengeKind::UserOauth, self.code_verifier.as_ref());
        let index = store.challenges.find_token(kind, &self.token, verifier)?;
        let account = Account::of(&store.challenges.get(index).factor);
        let response: Self::Response =
            log_in_with_token(store, kind, &self.token, verifier, &self)?;
        Ok(Self::Response {
            provider_type: account.provider_type,
            provider_subject: account.subject,
            oauth_user_registration_id: account.registration_id,
            provider_values: ProviderValues {
                access_token: Secret::from(random::token()),
                ..Default::default()
            },
            ..response
        })
    }
}

/// The User with this email address, who may be new, and their account at the provider.
pub(crate) fn register(
    store: &mut Store,
    provider: &str,
    email_address: &str,
) -> Result<(User, AuthenticationFactor)> {
    if store.users.get_by_contact(email_address).is_err() {
        let create = users::CreateRequest::new().email(email_address);
        create.create_user_as_pending(true).handle(store)?;
    }
    let user = &mut store.users.get_by_contact(email_address)?.user;
    let registration_id = random::id("oauth-user");
    let factor = factors::oauth(provider, email_address, &registration_id);
    let account = Account::of(&factor);
    user.providers.retain(|known| known.provider_type != account.provider_type);
    user.providers.push(OauthProvider {
        provider_type: account.provider_type,
        provider_subject: account.subject,
        oauth_user_registration_id: registration_id,
        ..Default::default()
    });
    for email in user.emails.iter_mut().filter(|it| it.email.eq_ignore_ascii_case(email_address)) {
        email.verified = true;
    }
    Ok((user.clone(), factor))
}
