//! Passcodes of Members and Users, by email and by text message.

use crate::{
    b2b::{Member, MfaMethod, otps},
    sandbox::{
        handlers::{
            discovery::{discover, discovery_email},
            member_login::update_mfa,
            member_messages::{login_or_signup, sms_to_member},
            person::{Person, log_in_with_challenge},
            prelude::*,
        },
        store::contact::check_phone_number,
    },
};
#[cfg(feature = "consumer")]
use crate::{
    consumer,
    sandbox::handlers::user_login::{Message, Stranger, send},
};

/// The handlers of Members' passcodes.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use otps::email::{AuthenticateRequest, LoginOrSignupRequest, discovery};

    vec![
        handler(|store, it: &LoginOrSignupRequest| {
            login_or_signup(store, ChallengeKind::EmailOtp, FactorType::EmailOtp, it)
        }),
        handler(|store, it: &AuthenticateRequest| {
            let member = Member::find(store, &it.organization_id, &it.email_address)?;
            let (kind, id) = (ChallengeKind::EmailOtp, &member.member_id);
            let index = store.challenges.find_code(kind, id, &it.code)?;
            log_in_with_challenge(store, index, member, it)
        }),
        handler(|store, it: &discovery::SendRequest| {
            let kind = ChallengeKind::DiscoveryEmailOtp;
            store.challenges.send(NewChallenge {
                minutes: it.discovery_expiration_minutes,
                ..discovery_email(kind, FactorType::EmailOtp, &it.email_address)?
            })?;
            Ok(ResponseFields::default())
        }),
        handler(|store, it: &discovery::AuthenticateRequest| {
            let email = it.email_address.to_ascii_lowercase();
            let kind = ChallengeKind::DiscoveryEmailOtp;
            let index = store.challenges.find_code(kind, &email, &it.code)?;
            Ok(discover(store, index))
        }),
        handler(send_sms),
        handler(authenticate_sms),
    ]
}

/// The handlers of Users' passcodes.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::otps::{email, sms, whatsapp};

    vec![
        handler(|store, it: &email::LoginOrCreateRequest| {
            send(store, Message::EmailOtp, Stranger::Created, it)
        }),
        handler(|store, it: &email::SendRequest| {
            send(store, Message::EmailOtp, Stranger::Rejected, it)
        }),
        handler(|store, it: &sms::LoginOrCreateRequest| {
            send(store, Message::SmsOtp, Stranger::Created, it)
        }),
        handler(|store, it: &sms::SendRequest| {
            send(store, Message::SmsOtp, Stranger::Rejected, it)
        }),
        handler(|store, it: &whatsapp::LoginOrCreateRequest| {
            send(store, Message::WhatsappOtp, Stranger::Created, it)
        }),
        handler(|store, it: &whatsapp::SendRequest| {
            send(store, Message::WhatsappOtp, Stranger::Rejected, it)
        }),
        handler(|store, it: &consumer::otps::AuthenticateRequest| {
            let user = store.users.get_by_method(&it.method_id)?.clone();
            let (kind, method_id) = (ChallengeKind::UserOtp, &it.method_id);
            let index = store.challenges.find_code(kind, method_id, &it.code)?;
            log_in_with_challenge(store, index, user, it)
        }),
    ]
}

fn send_sms(store: &mut Store, it: &otps::sms::SendRequest) -> Result<ResponseFields> {
    let mut member = Member::resolve(store, &it.organization_id, &it.member_id)?;
    member.prepare_login(store, it)?;
    match it.mfa_phone_number.clone() {
        Some(number) if member.mfa_phone_number.is_empty() => {
            check_phone_number("mfa_phone_number", &number)?;
            member.mfa_phone_number = number;
            member = store.members.save(member)?.clone();
        }
        Some(number) if number != member.mfa_phone_number => {
            let error_type = ErrorType::DuplicateMemberPhoneNumberForMember;
            let message = "The Member already has a phone number; delete it first.";
            return Err(Problem::bad_request(error_type, message));
        }
        None if member.mfa_phone_number.is_empty() => {
            return Err(ErrorType::MemberPhoneNumberNotFound.into());
        }
        Some(_) | None => {}
    }
    store.challenges.send(sms_to_member(&member))?;
    member.respond(store)
}

fn authenticate_sms(
    store: &mut Store,
    request: &otps::sms::AuthenticateRequest,
) -> Result<ResponseFields> {
    let mut member = Member::resolve(store, &request.organization_id, &request.member_id)?;
    let (kind, id) = (ChallengeKind::SmsOtp, &member.member_id);
    let index = store.challenges.find_code(kind, id, &request.code)?;
    member.mfa_phone_number_verified = true;
    update_mfa(store, &mut member, MfaMethod::SmsOtp, request)?;
    log_in_with_challenge(store, index, member, request)
}
