//! Magic links of Members and Users.

use crate::{
    b2b::{
        Allowance, Member, MemberStatus, Organization,
        magic_links::{self, discovery},
    },
    sandbox::handlers::{
        discovery::{discover_with_token, discovery_email},
        member_messages::{email_to_member, has_allowed_domain, login_or_signup},
        members::{assign_roles, new_member},
        person::log_in_with_token,
        prelude::*,
    },
};
#[cfg(feature = "consumer")]
use crate::{
    consumer::{self, User},
    sandbox::handlers::{
        user_login::{Message, Stranger, challenge, send},
        users,
    },
};

/// Minutes until an invitation expires, unless the request sets them.
const INVITE_MINUTES: i32 = 10_080;

/// The handlers of Members' links.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use magic_links::{AuthenticateRequest, email::LoginOrSignupRequest};

    vec![
        handler(|store, it: &LoginOrSignupRequest| {
            login_or_signup(store, ChallengeKind::MagicLink, FactorType::MagicLink, it)
        }),
        handler(|store, it: &AuthenticateRequest| {
            let verifier = it.pkce_code_verifier.as_ref();
            let (kind, token) = (ChallengeKind::MagicLink, &it.magic_links_token);
            log_in_with_token::<Member>(store, kind, token, verifier, it)
        }),
        handler(invite),
        handler(|store, it: &magic_links::email::discovery::SendRequest| {
            let kind = ChallengeKind::DiscoveryMagicLink;
            store.challenges.send(NewChallenge {
                minutes: it.discovery_expiration_minutes,
                redirect_url: it.discovery_redirect_url.clone(),
                pkce: it.pkce_code_challenge.clone(),
                ..discovery_email(kind, FactorType::MagicLink, &it.email_address)?
            })?;
            Ok(ResponseFields::default())
        }),
        handler(|store, it: &discovery::AuthenticateRequest| {
            let (kind, token) =
                (ChallengeKind::DiscoveryMagicLink, &it.discovery_magic_links_token);
            discover_with_token(store, kind, token, it.pkce_code_verifier.as_ref())
        }),
    ]
}

fn invite(store: &mut Store, it: &magic_links::email::InviteRequest) -> Result<ResponseFields> {
    let organization = store.organizations.get(&it.organization_id)?.clone();
    check_invitation(&organization, &it.email_address)?;
    let kind = ChallengeKind::MagicLink;
    kind.check(it.invite_expiration_minutes, it.invite_redirect_url.as_deref())?;
    let organization_id = &organization.organization_id;
    let known = store.members.get_by_email(organization_id, &it.email_address);
    let new = || new_member(&organization, MemberStatus::Invited, store.clock.now());
    let member = known.cloned();
    reject_if(
        member.as_ref().is_ok_and(|member| member.status == MemberStatus::Active),
        ErrorType::DuplicateMemberEmail,
    )?;
    let mut member = apply_update(&member.unwrap_or_else(|_| new()), it);
    member.organization_id.clone_from(organization_id);
    member.status = MemberStatus::Invited;
    assign_roles(&mut member, it.roles.clone());
    let member = store.members.save(member)?.clone();
    let link = email_to_member(store, kind, FactorType::MagicLink, &member)?;
    store.challenges.send(NewChallenge {
        purpose: MessagePurpose::Invite,
        minutes: it.invite_expiration_minutes.or(Some(INVITE_MINUTES)),
        redirect_url: it.invite_redirect_url.clone(),
        ..link
    })?;
    Ok(ResponseFields::of_member(organization, &member))
}

/// Rejects an invitation that the Organization's settings do not allow.
fn check_invitation(organization: &Organization, email_address: &str) -> Result<()> {
    let is_allowed = match organization.email_invites {
        Allowance::NotAllowed => false,
        Allowance::Restricted => has_allowed_domain(organization, email_address),
        _ => true,
    };
    reject_if(!is_allowed, ErrorType::InvalidEmailForInvites)
}

/// The handlers of Users' links.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::magic_links::{
        AuthenticateRequest,
        email::{LoginOrCreateRequest, RevokeInviteRequest, SendRequest},
    };

    vec![
        handler(|store, it: &LoginOrCreateRequest| {
            send(store, Message::MagicLink, Stranger::Created, it)
        }),
        handler(|store, it: &SendRequest| send(store, Message::MagicLink, Stranger::Rejected, it)),
        handler(|store, it: &AuthenticateRequest| {
            let (kind, verifier) = (ChallengeKind::UserMagicLink, it.code_verifier.as_ref());
            log_in_with_token::<User>(store, kind, &it.token, verifier, it)
        }),
        handler(create),
        handler(invite_user),
        handler(|store, it: &RevokeInviteRequest| {
            let mut user = store.users.get_by_contact(&it.email)?.clone();
            user.emails.retain(|email| !email.email.eq_ignore_ascii_case(&it.email));
            store.challenges.revoke(ChallengeKind::UserMagicLink, &user.user_id);
            // A User without an email address can only be deleted.
            store.users.put(user);
            Ok(ResponseFields::default())
        }),
    ]
}

#[cfg(feature = "consumer")]
fn create(
    store: &mut Store,
    request: &consumer::magic_links::CreateRequest,
) -> Result<consumer::magic_links::CreateResponse> {
    let user_id = store.users.get(&request.user_id)?.user_id.clone();
    let factor = factors::embedded(&random::id("embedded-magic-link"));
    let challenge = NewChallenge::new(ChallengeKind::UserMagicLink, &user_id, factor);
    let minutes = request.expiration_minutes;
    let token = store.challenges.issue(NewChallenge { minutes, ..challenge })?.secret;
    Ok(consumer::magic_links::CreateResponse { user_id, token, ..Default::default() })
}

#[cfg(feature = "consumer")]
fn invite_user(
    store: &mut Store,
    it: &consumer::magic_links::email::InviteRequest,
) -> Result<ResponseFields> {
    let minutes = it.invite_expiration_minutes;
    ChallengeKind::UserMagicLink.check(minutes, it.invite_magic_link_url.as_deref())?;
    let mut create: consumer::users::CreateRequest = copy_fields(it);
    create.create_user_as_pending = Some(true);
    let user = users::create(store, &create)?;
    store.challenges.send(NewChallenge {
        purpose: MessagePurpose::Invite,
        minutes,
        redirect_url: it.invite_magic_link_url.clone(),
        ..challenge(Message::MagicLink, &user, &it.email)
    })?;
    Ok(ResponseFields::of_user(&user))
}
