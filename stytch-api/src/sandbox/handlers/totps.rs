//! Authenticators of Members and Users, and their recovery codes.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    b2b::{
        Member, MfaMethod, Organization, organizations::members::DeleteTotpRequest, recovery_codes,
        totps,
    },
    sandbox::{
        handlers::{member_login::update_mfa, person::Person, prelude::*},
        store::{authenticator::Authenticator, recovery_codes::RecoveryCodes},
    },
};
#[cfg(feature = "consumer")]
use crate::{
    consumer::{self, TotpRegistration, User},
    sandbox::store::totp_enrollment::totp_not_found,
};

/// The prefix of the ID of a Member's authenticator.
const MEMBER_ID_PREFIX: &str = "member-totp";

/// The handlers of Members' authenticators and recovery codes.
pub(crate) fn member_handlers() -> Vec<Handler> {
    vec![
        handler(create),
        handler(migrate),
        handler(authenticate),
        handler(delete),
        handler(|store, it: &recovery_codes::GetRequest| {
            let (organization, member) = enrolled(store, &it.organization_id, &it.member_id)?;
            Ok(with_recovery_codes(store, organization, &member))
        }),
        handler(recover),
        handler(|store, it: &recovery_codes::RotateRequest| {
            let (organization, member) = enrolled(store, &it.organization_id, &it.member_id)?;
            store.credentials(&member.member_id).totp.rotate_recovery_codes();
            let member = store.members.save(member)?.clone();
            Ok(with_recovery_codes(store, organization, &member))
        }),
    ]
}

fn create(store: &mut Store, request: &totps::CreateRequest) -> Result<MemberFields> {
    let now = store.clock.now();
    let (organization, member) =
        store.organization_and_member(&request.organization_id, &request.member_id)?;
    store.credentials(&member.member_id).totp.check_vacant(now)?;
    let minutes = request.expiration_minutes.unwrap_or(60);
    let (authenticator, secret) = Authenticator::pending(MEMBER_ID_PREFIX, minutes, now)?;
    let qr_code = qr_code(&member.email_address, &secret);
    let fields = enroll(store, organization, member, authenticator, RecoveryCodes::generate())?;
    Ok(MemberFields { secret, qr_code, ..fields })
}

fn migrate(store: &mut Store, request: &totps::MigrateRequest) -> Result<MemberFields> {
    let now = store.clock.now();
    let (organization, member) =
        store.organization_and_member(&request.organization_id, &request.member_id)?;
    store.credentials(&member.member_id).totp.check_vacant(now)?;
    let secret = decode_secret(&request.secret)?;
    let codes = request.recovery_codes.clone().unwrap_or_default();
    if codes.iter().any(Secret::is_empty) {
        let message = "One of the `recovery_codes` is empty.";
        return Err(Problem::bad_request(ErrorType::InvalidRecoveryCode, message));
    }
    let recovery_codes =
        if codes.is_empty() { RecoveryCodes::generate() } else { codes.into_iter().collect() };
    // The Member has used the authenticator elsewhere, so it is active at once.
    let authenticator = Authenticator::active(MEMBER_ID_PREFIX, secret);
    enroll(store, organization, member, authenticator, recovery_codes)
}

fn authenticate(store: &mut Store, it: &totps::AuthenticateRequest) -> Result<MemberFields> {
    let now = store.clock.now();
    let id = Member::resolve(store, &it.organization_id, &it.member_id)?;
    // Invalid session fields must not use up the code.
    let login = Member::prepare_login(store, &id, it)?;
    let (organization, mut member) = store.member(&id)?;
    let totp_id = store.credentials(&id).totp.authenticate(&it.code, now)?;
    update_mfa(&mut member, &organization, MfaMethod::Totp, it);
    store.members.save(member)?;
    Member::log_in(store, login, &id, &[factors::authenticator_app(&totp_id)])
}

fn delete(store: &mut Store, request: &DeleteTotpRequest) -> Result<MemberFields> {
    let (organization, mut member) =
        store.organization_and_member(&request.organization_id, &request.member_id)?;
    store.credentials(&member.member_id).totp.delete()?;
    member.totp_registration_id.clear();
    if member.default_mfa_method == MfaMethod::Totp {
        member.default_mfa_method = Member::default().default_mfa_method;
    }
    Ok(MemberFields::about(organization, store.members.save(member)?))
}

fn recover(store: &mut Store, it: &recovery_codes::RecoverRequest) -> Result<MemberFields> {
    let id = Member::resolve(store, &it.organization_id, &it.member_id)?;
    // Invalid session fields must not use up the code.
    let login = Member::prepare_login(store, &id, it)?;
    enrolled(store, &it.organization_id, &id)?;
    let totp = &mut store.credentials(&id).totp;
    let code_id = totp.recover(&it.recovery_code)?;
    let remaining = i32::try_from(totp.recovery_codes().len()).unwrap_or(i32::MAX);
    let fields = Member::log_in(store, login, &id, &[factors::recovery_code(&code_id)])?;
    Ok(MemberFields { recovery_codes_remaining: remaining, ..fields })
}

/// Gives the Member an authenticator.
fn enroll(
    store: &mut Store,
    organization: Organization,
    mut member: Member,
    authenticator: Authenticator,
    recovery_codes: RecoveryCodes,
) -> Result<MemberFields> {
    let totp = &mut store.credentials(&member.member_id).totp;
    member.totp_registration_id = totp.enroll(authenticator, recovery_codes);
    let member = store.members.save(member)?.clone();
    Ok(with_recovery_codes(store, organization, &member))
}

/// A response that shows the recovery codes.
fn with_recovery_codes(
    store: &mut Store,
    organization: Organization,
    member: &Member,
) -> MemberFields {
    let recovery_codes = store.credentials(&member.member_id).totp.recovery_codes().to_vec();
    MemberFields { recovery_codes, ..MemberFields::about(organization, member) }
}

/// The Member that a request refers to, who must have an authenticator. A Member who has used all
/// recovery codes can still rotate them.
fn enrolled(store: &mut Store, organization: &str, member: &str) -> Result<(Organization, Member)> {
    let now = store.clock.now();
    let (organization, member) = store.organization_and_member(organization, member)?;
    if store.credentials(&member.member_id).totp.unexpired(now).is_some() {
        return Ok((organization, member));
    }
    Err(Problem::not_found(ErrorType::RecoveryCodesNotFound, "The Member has no recovery codes."))
}

fn decode_secret(secret: &Secret) -> Result<totp_rs::Secret> {
    // totp-rs rejects the padding that RFC 4648 requires.
    totp_rs::Secret::try_from_base32(secret.expose().trim_end_matches('='))
        .ok()
        .filter(|decoded| !decoded.as_bytes().is_empty())
        .ok_or_else(|| {
            // Stytch documents no specific error type for this case.
            let message = "`secret` is not valid base32 (RFC 4648, upper case).";
            Problem::bad_request(ErrorType::InvalidArgument, message)
        })
}

/// The content of an authenticator's QR code: the `otpauth://` URI as text instead of an image.
fn qr_code(account: &str, secret: &Secret) -> Secret {
    let account = utf8_percent_encode(account, NON_ALPHANUMERIC);
    let secret = secret.expose();
    Secret::from(format!(
        "data:text/plain,otpauth://totp/Sandbox:{account}?secret={secret}&issuer=Sandbox"
    ))
}

/// The handlers of Users' authenticators and recovery codes.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    vec![
        handler(create_for_user),
        handler(authenticate_user),
        handler(recover_user),
        handler(user_recovery_codes),
        handler(|store, it: &consumer::users::DeleteTotpRequest| {
            let mut user = store.users.get_by_totp(&it.totp_id)?.clone();
            store.credentials(&user.user_id).totp.delete()?;
            user.totps.clear();
            Ok(UserFields::about(store.users.put(user)))
        }),
    ]
}

#[cfg(feature = "consumer")]
fn create_for_user(
    store: &mut Store,
    request: &consumer::totps::CreateRequest,
) -> Result<UserFields> {
    let now = store.clock.now();
    let mut user = store.users.get(&request.user_id)?.clone();
    let totp = &mut store.credentials(&user.user_id).totp;
    totp.check_vacant(now)?;
    let minutes = request.expiration_minutes.unwrap_or(1440);
    let (authenticator, secret) = Authenticator::pending("totp", minutes, now)?;
    let totp_id = totp.enroll(authenticator, RecoveryCodes::generate());
    let recovery_codes = totp.recovery_codes().to_vec();
    let registration = TotpRegistration { totp_id: totp_id.clone(), ..Default::default() };
    user.totps = vec![registration];
    Ok(UserFields {
        totp_id,
        qr_code: qr_code(account_name(&user), &secret),
        secret,
        recovery_codes,
        ..UserFields::about(store.users.put(user))
    })
}

#[cfg(feature = "consumer")]
fn authenticate_user(
    store: &mut Store,
    request: &consumer::totps::AuthenticateRequest,
) -> Result<UserFields> {
    let now = store.clock.now();
    let id = User::resolve(store, "", &request.user_id)?;
    // Invalid session fields must not use up the code.
    let login = User::prepare_login(store, &id, request)?;
    let totp_id = store.credentials(&id).totp.authenticate(&request.totp_code, now)?;
    for registration in &mut store.users.get_mut(&id)?.totps {
        registration.verified = true;
    }
    let fields = User::log_in(store, login, &id, &[factors::authenticator_app(&totp_id)])?;
    Ok(UserFields { totp_id, ..fields })
}

#[cfg(feature = "consumer")]
fn recover_user(
    store: &mut Store,
    request: &consumer::totps::RecoverRequest,
) -> Result<UserFields> {
    let now = store.clock.now();
    let id = User::resolve(store, "", &request.user_id)?;
    let login = User::prepare_login(store, &id, request)?;
    let totp = &mut store.credentials(&id).totp;
    let totp_id = totp.unexpired(now).ok_or_else(totp_not_found)?.id.clone();
    let code_id = totp.recover(&request.recovery_code)?;
    let fields = User::log_in(store, login, &id, &[factors::recovery_code(&code_id)])?;
    Ok(UserFields { totp_id, ..fields })
}

#[cfg(feature = "consumer")]
fn user_recovery_codes(
    store: &mut Store,
    request: &consumer::totps::RecoveryCodesRequest,
) -> Result<consumer::totps::RecoveryCodesResponse> {
    let now = store.clock.now();
    let user = store.users.get(&request.user_id)?.clone();
    let enrollment = &store.credentials(&user.user_id).totp;
    let totp = enrollment.unexpired(now).map(|authenticator| consumer::totps::Totp {
        totp_id: authenticator.id.clone(),
        verified: user.totps.iter().any(|registration| registration.verified),
        recovery_codes: enrollment.recovery_codes().to_vec(),
        ..Default::default()
    });
    Ok(consumer::totps::RecoveryCodesResponse {
        user_id: user.user_id.clone(),
        totps: totp.into_iter().collect(),
        ..Default::default()
    })
}

/// The account name in the User's authenticator app.
#[cfg(feature = "consumer")]
fn account_name(user: &User) -> &str {
    let email = user.emails.first().map(|email| &email.email);
    let phone_number = user.phone_numbers.first().map(|number| &number.phone_number);
    email.or(phone_number).map_or("", String::as_str)
}
