//! The endpoints that send a link or passcode, or log in with one, by rules that several endpoints share.

use crate::{
    b2b,
    sandbox::handlers::{
        discovery::discover, member_login::log_in_with_token, member_messages::login_or_signup,
        prelude::*,
    },
    schema::EndpointSpec,
};
#[cfg(feature = "consumer")]
use crate::{
    consumer,
    sandbox::handlers::user_login::{self, Message, Stranger, send},
};

/// The logins of Members.
pub(crate) fn member_logins() -> Vec<(&'static EndpointSpec, HandlerFn)> {
    use b2b::{magic_links, otps, sso};

    vec![
        handle_with(|store, request: magic_links::email::LoginOrSignupRequest| {
            login_or_signup(store, ChallengeKind::MagicLink, FactorType::MagicLink, &request)
        }),
        handle_with(|store, request: otps::email::LoginOrSignupRequest| {
            login_or_signup(store, ChallengeKind::EmailOtp, FactorType::EmailOtp, &request)
        }),
        handle_with(|store, request: magic_links::AuthenticateRequest| {
            let verifier = request.pkce_code_verifier.as_ref();
            let (kind, token) = (ChallengeKind::MagicLink, &request.magic_links_token);
            log_in_with_token(store, kind, token, verifier, &request)
        }),
        handle_with(|store, request: sso::AuthenticateRequest| {
            let verifier = request.pkce_code_verifier.as_ref();
            log_in_with_token(store, ChallengeKind::Sso, &request.sso_token, verifier, &request)
        }),
        handle_with(|store, request: magic_links::discovery::AuthenticateRequest| {
            let verifier = request.pkce_code_verifier.as_ref();
            let (kind, token) =
                (ChallengeKind::DiscoveryMagicLink, &request.discovery_magic_links_token);
            let index = store.challenges.find_token(kind, token, verifier)?;
            Ok(discover(store, index))
        }),
    ]
}

/// The logins of Users.
#[cfg(feature = "consumer")]
pub(crate) fn user_logins() -> Vec<(&'static EndpointSpec, HandlerFn)> {
    use consumer::{magic_links, otps};

    vec![
        handle_with(|store, request: magic_links::email::LoginOrCreateRequest| {
            send(store, Message::MagicLink, Stranger::Created, &request)
        }),
        handle_with(|store, request: magic_links::email::SendRequest| {
            send(store, Message::MagicLink, Stranger::Rejected, &request)
        }),
        handle_with(|store, request: otps::email::LoginOrCreateRequest| {
            send(store, Message::EmailOtp, Stranger::Created, &request)
        }),
        handle_with(|store, request: otps::email::SendRequest| {
            send(store, Message::EmailOtp, Stranger::Rejected, &request)
        }),
        handle_with(|store, request: otps::sms::LoginOrCreateRequest| {
            send(store, Message::SmsOtp, Stranger::Created, &request)
        }),
        handle_with(|store, request: otps::sms::SendRequest| {
            send(store, Message::SmsOtp, Stranger::Rejected, &request)
        }),
        handle_with(|store, request: otps::whatsapp::LoginOrCreateRequest| {
            send(store, Message::WhatsappOtp, Stranger::Created, &request)
        }),
        handle_with(|store, request: otps::whatsapp::SendRequest| {
            send(store, Message::WhatsappOtp, Stranger::Rejected, &request)
        }),
        handle_with(|store, request: magic_links::AuthenticateRequest| {
            let verifier = request.code_verifier.as_ref();
            let (kind, token) = (ChallengeKind::UserMagicLink, &request.token);
            user_login::log_in_with_token(store, kind, token, verifier, &request)
        }),
        handle_with(|store, request: otps::AuthenticateRequest| {
            let user_id = store.users.get_by_method(&request.method_id)?.user.user_id.clone();
            let (kind, method_id) = (ChallengeKind::UserOtp, &request.method_id);
            let index = store.challenges.find_code(kind, method_id, &request.code)?;
            user_login::log_in_with_challenge(store, index, &user_id, &request)
        }),
    ]
}
