//! Logins through OAuth and SSO. A provider is not involved: the start URL redirects at once, with a token
//! for the person that the test has named.

use std::collections::BTreeMap;

use crate::{
    b2b::{
        Allowance, Member, MemberStatus, OauthRegistration, Organization, SsoRegistration, oauth,
        sso,
    },
    sandbox::{
        handlers::{
            discovery::discover_with_token,
            member_messages::{create_pending, join},
            person::log_in_with_token,
            prelude::*,
        },
        store::{contact::check_email, factors::Account, members::is_deleted},
    },
};
#[cfg(feature = "consumer")]
use crate::{
    consumer::{self, OauthProvider, User},
    sandbox::handlers::users,
};

type Parameters = BTreeMap<String, String>;

/// The handlers of Members' logins.
pub(crate) fn member_handlers() -> Vec<Handler> {
    vec![
        handler(|store, it: &oauth::AuthenticateRequest| {
            let (kind, verifier) = (ChallengeKind::Oauth, it.pkce_code_verifier.as_ref());
            let account = find_account(store, kind, &it.oauth_token, verifier)?;
            let fields = log_in_with_token::<Member>(store, kind, &it.oauth_token, verifier, it)?;
            Ok(ResponseFields {
                provider_type: account.provider_type,
                provider_subject: account.subject,
                provider_values: Some(provider_values()),
                ..fields
            })
        }),
        handler(|store, it: &oauth::discovery::AuthenticateRequest| {
            let (kind, verifier) = (ChallengeKind::DiscoveryOauth, it.pkce_code_verifier.as_ref());
            let token = &it.discovery_oauth_token;
            let provider_type = find_account(store, kind, token, verifier)?.provider_type;
            let fields = discover_with_token(store, kind, token, verifier)?;
            Ok(ResponseFields { provider_type, ..fields })
        }),
        handler(|store, it: &sso::AuthenticateRequest| {
            let verifier = it.pkce_code_verifier.as_ref();
            log_in_with_token::<Member>(store, ChallengeKind::Sso, &it.sso_token, verifier, it)
        }),
    ]
}

/// The handlers of Users' logins.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    vec![handler(|store, it: &consumer::oauth::AuthenticateRequest| {
        let (kind, verifier) = (ChallengeKind::UserOauth, it.code_verifier.as_ref());
        let account = find_account(store, kind, &it.token, verifier)?;
        Ok(ResponseFields {
            provider_type: account.provider_type,
            provider_subject: account.subject,
            oauth_user_registration_id: account.registration_id,
            provider_values: Some(provider_values()),
            ..log_in_with_token::<User>(store, kind, &it.token, verifier, it)?
        })
    })]
}

/// The account that a token proves.
fn find_account(
    store: &Store,
    kind: ChallengeKind,
    token: &Secret,
    code_verifier: Option<&Secret>,
) -> Result<Account> {
    let index = store.challenges.find_token(kind, token, code_verifier)?;
    Ok(Account::of(&store.challenges.get(index).factor))
}

/// Random tokens in place of those of a real provider.
fn provider_values() -> Metadata {
    Metadata::from_iter([("access_token".to_owned(), random::token().into())])
}

/// Starts the login of a start URL, and returns the URL to redirect the browser to. `None` if the path is
/// not that of a start URL.
pub(crate) fn start_login(store: &mut Store, path: &str, query: &str) -> Option<Result<Secret>> {
    let segments: Vec<_> = path.split('/').skip(1).collect();
    let (kind, provider) = match segments[..] {
        ["v1", "b2b", "public", "oauth", provider, "start"] => (ChallengeKind::Oauth, provider),
        ["v1", "b2b", "public", "oauth", provider, "discovery", "start"] => {
            (ChallengeKind::DiscoveryOauth, provider)
        }
        ["v1", "public", "sso", "start"] => (ChallengeKind::Sso, ""),
        #[cfg(feature = "consumer")]
        ["v1", "public", "oauth", provider, "start"] => (ChallengeKind::UserOauth, provider),
        _ => return None,
    };
    let parameters: Parameters = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    Some(start(store, kind, provider, &parameters).and_then(|challenge| {
        let issued = store.challenges.issue(challenge)?;
        Ok(issued.link.unwrap_or_default())
    }))
}

fn start(
    store: &mut Store,
    kind: ChallengeKind,
    provider: &str,
    parameters: &Parameters,
) -> Result<NewChallenge> {
    let get = |name: &str| parameters.get(name).cloned();
    reject_if(
        get("public_token").is_none_or(|token| token.is_empty()),
        ErrorType::PublicTokenRequired,
    )?;
    let person = get("provider_login_hint").or_else(|| store.signed_in_as.clone());
    let email_address = person.ok_or_else(|| {
        let message = "Name the person who logs in: call `sign_in_as` of the sandbox, or set the \
                       parameter `provider_login_hint` to their email address.";
        Problem::invalid_argument(message)
    })?;
    check_email("provider_login_hint", &email_address)?;
    for name in ["login_redirect_url", "signup_redirect_url", "discovery_redirect_url"] {
        kind.check(None, parameters.get(name).map(String::as_str))?;
    }
    let pkce = get("pkce_code_challenge");
    if kind == ChallengeKind::DiscoveryOauth {
        let factor = factors::oauth(provider, &email_address, &random::id("oauth-registration"));
        let redirect_url = get("discovery_redirect_url");
        let subject = email_address.to_ascii_lowercase();
        return Ok(NewChallenge {
            redirect_url,
            pkce,
            ..NewChallenge::new(kind, &subject, factor)
        });
    }
    #[cfg(feature = "consumer")]
    if kind == ChallengeKind::UserOauth {
        let (user, factor) = register(store, provider, &email_address)?;
        let redirect_url = get(redirect_parameter(user.status.as_str()));
        let pkce = get("code_challenge");
        let challenge = NewChallenge::new(kind, &user.user_id, factor);
        return Ok(NewChallenge { redirect_url, pkce, ..challenge });
    }
    let organization = find_organization(store, &email_address, parameters)?;
    let organization_id = &organization.organization_id;
    let known = store.members.get_by_email(organization_id, &email_address);
    let member = match known {
        Ok(member) => member.clone(),
        Err(_) if kind == ChallengeKind::Sso => {
            reject_if(
                organization.sso_jit_provisioning != Allowance::AllAllowed,
                ErrorType::InvalidConnectionForJitProvisioning,
            )?;
            create_pending(store, &organization, &email_address)?
        }
        Err(_) => join(store, &organization, &email_address)?,
    };
    let redirect_url = get(redirect_parameter(member.status.as_str()));
    let member = store.members.get_mut(&member.member_id)?;
    let factor = match get("connection_id") {
        Some(connection_id) => register_connection(member, &connection_id),
        None if kind == ChallengeKind::Sso => {
            register_connection(member, &organization.sso_default_connection_id.unwrap_or_default())
        }
        None => register_account(member, provider),
    };
    let challenge = NewChallenge::new(kind, &member.member_id, factor);
    Ok(NewChallenge { redirect_url, pkce, ..challenge })
}

/// The parameter for the redirect URL of a person with this status.
fn redirect_parameter(status: &str) -> &'static str {
    if status == MemberStatus::Active.as_str() {
        "login_redirect_url"
    } else {
        "signup_redirect_url"
    }
}

/// The Organization that a start URL names, or whose SSO connection it names. The sandbox has no SSO
/// connections: an unknown one belongs to the Organization of the person.
fn find_organization(
    store: &Store,
    email_address: &str,
    parameters: &Parameters,
) -> Result<Organization> {
    if let Some(reference) = parameters.get("organization_id").or_else(|| parameters.get("slug")) {
        return store.organizations.get(reference).cloned();
    }
    let Some(connection_id) = parameters.get("connection_id") else {
        return Err(ErrorType::MissingOauthOrganizationLocator.into());
    };
    let has_connection = |organization: &&Organization| {
        let mut connections = organization.sso_active_connections.iter();
        connections.any(|connection| connection.connection_id == *connection_id)
            || organization.sso_default_connection_id.as_ref() == Some(connection_id)
    };
    if let Some(organization) = store.organizations.iter().find(has_connection) {
        return Ok(organization.clone());
    }
    let mut members = store.members.with_key(email_address).filter(|it| !is_deleted(it));
    let is_own = |member: &&Member| member.email_address.eq_ignore_ascii_case(email_address);
    let own = members.find(is_own).ok_or(ErrorType::SsoConnectionNotFound)?;
    store.organizations.get(&own.organization_id).cloned()
}

/// Records that the Member has an account at this OAuth provider.
fn register_account(member: &mut Member, provider: &str) -> AuthenticationFactor {
    let registration_id = random::id("oauth-member");
    let factor = factors::oauth(provider, &member.email_address, &registration_id);
    let account = Account::of(&factor);
    let registrations = &mut member.oauth_registrations;
    registrations.retain(|known| known.provider_type != account.provider_type);
    registrations.push(OauthRegistration {
        provider_type: account.provider_type,
        provider_subject: account.subject,
        member_oauth_registration_id: registration_id,
        ..Default::default()
    });
    factor
}

/// Records that the Member logs in through this SSO connection.
fn register_connection(member: &mut Member, connection_id: &str) -> AuthenticationFactor {
    let registration_id = random::id("sso-registration");
    member.sso_registrations.retain(|known| known.connection_id != connection_id);
    member.sso_registrations.push(SsoRegistration {
        connection_id: connection_id.to_owned(),
        external_id: member.email_address.clone(),
        registration_id: registration_id.clone(),
        ..Default::default()
    });
    factors::sso(connection_id, &member.email_address, &registration_id)
}

/// The User with this email address, who may be new, and their account at the provider.
#[cfg(feature = "consumer")]
fn register(
    store: &mut Store,
    provider: &str,
    email_address: &str,
) -> Result<(User, AuthenticationFactor)> {
    if store.users.get_by_contact(email_address).is_err() {
        let create = consumer::users::CreateRequest::new().email(email_address);
        users::create(store, &create.create_user_as_pending(true))?;
    }
    let user_id = store.users.get_by_contact(email_address)?.user_id.clone();
    let user = store.users.get_mut(&user_id)?;
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
