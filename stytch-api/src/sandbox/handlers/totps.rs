//! Authenticators of Members and Users, and their recovery codes.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

#[cfg(feature = "consumer")]
use crate::consumer::{self, User};
use crate::{
    b2b::{Member, organizations::members::DeleteTotpRequest, recovery_codes, totps},
    sandbox::{
        handlers::{
            person::{Person, log_in},
            prelude::*,
        },
        store::{authenticator::Authenticator, recovery_codes::RecoveryCodes},
    },
};

/// The handlers of Members' authenticators and recovery codes.
pub(crate) fn member_handlers() -> Vec<Handler> {
    use recovery_codes::{GetRequest, RecoverRequest, RotateRequest};
    use totps::{AuthenticateRequest, CreateRequest};

    vec![
        handler(|store, it: &CreateRequest| create::<Member>(store, it)),
        handler(migrate),
        handler(|store, it: &AuthenticateRequest| authenticate::<Member>(store, it)),
        handler(|store, it: &DeleteTotpRequest| {
            let member = Member::resolve(store, &it.organization_id, &it.member_id)?;
            delete(store, member)
        }),
        handler(|store, it: &GetRequest| {
            let member = enrolled::<Member>(store, it)?;
            respond(store, &member)
        }),
        handler(|store, it: &RecoverRequest| recover::<Member>(store, it)),
        handler(|store, it: &RotateRequest| {
            let member = enrolled::<Member>(store, it)?;
            store.credentials(&member.member_id).totp.rotate_recovery_codes();
            let member = store.members.put(member).clone();
            respond(store, &member)
        }),
    ]
}

/// The handlers of Users' authenticators and recovery codes.
#[cfg(feature = "consumer")]
pub(crate) fn user_handlers() -> Vec<Handler> {
    use consumer::{
        totps::{AuthenticateRequest, CreateRequest, RecoverRequest},
        users::DeleteTotpRequest,
    };

    vec![
        handler(|store, it: &CreateRequest| create::<User>(store, it)),
        handler(|store, it: &AuthenticateRequest| authenticate::<User>(store, it)),
        handler(|store, it: &RecoverRequest| recover::<User>(store, it)),
        handler(user_recovery_codes),
        handler(|store, it: &DeleteTotpRequest| {
            let user = store.users.get_by_totp(&it.totp_id)?.clone();
            delete(store, user)
        }),
    ]
}

object! {
    /// The fields of a request about an authenticator.
    TotpFields {
        /// Of a Member.
        organization_id: String,
        /// Of a Member.
        member_id: String,
        /// Of a User.
        user_id: String,
        expiration_minutes?: i32,
        /// Of a Member's login.
        code: Secret,
        /// Of a User's login.
        totp_code: Secret,
        recovery_code: Secret,
    }
}

/// The person that a request refers to.
fn resolve<P: Person>(store: &Store, request: &dyn Object) -> Result<(P, TotpFields)> {
    let fields: TotpFields = copy_fields(request);
    let TotpFields { organization_id, member_id, user_id, .. } = &fields;
    let reference = if user_id.is_empty() { member_id } else { user_id };
    Ok((P::resolve(store, organization_id, reference)?, fields))
}

fn create<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let now = store.clock.now();
    let (person, fields) = resolve::<P>(store, request)?;
    store.credentials(person.id()).totp.check_vacant(now)?;
    let minutes = fields.expiration_minutes.unwrap_or(P::TOTP_MINUTES);
    let (authenticator, secret) = Authenticator::pending(P::TOTP_ID_PREFIX, minutes, now)?;
    let qr_code = qr_code(person.account_name(), &secret);
    let fields = enroll(store, person, authenticator, RecoveryCodes::generate())?;
    Ok(ResponseFields { secret, qr_code, ..fields })
}

fn migrate(store: &mut Store, request: &totps::MigrateRequest) -> Result<ResponseFields> {
    let now = store.clock.now();
    let member = Member::resolve(store, &request.organization_id, &request.member_id)?;
    store.credentials(&member.member_id).totp.check_vacant(now)?;
    let secret = decode_secret(&request.secret)?;
    let codes = request.recovery_codes.clone().unwrap_or_default();
    reject_if(codes.iter().any(Secret::is_empty), ErrorType::InvalidRecoveryCode)?;
    let recovery_codes =
        if codes.is_empty() { RecoveryCodes::generate() } else { codes.into_iter().collect() };
    // The Member has used the authenticator elsewhere, so it is active at once.
    let authenticator = Authenticator::active(Member::TOTP_ID_PREFIX, secret);
    enroll(store, member, authenticator, recovery_codes)
}

/// Gives the person an authenticator.
fn enroll<P: Person>(
    store: &mut Store,
    mut person: P,
    authenticator: Authenticator,
    recovery_codes: RecoveryCodes,
) -> Result<ResponseFields> {
    let totp_id = store.credentials(person.id()).totp.enroll(authenticator, recovery_codes);
    person.show_totp(Some(&totp_id));
    let person = P::all(store).put(person).clone();
    Ok(ResponseFields { totp_id, ..respond(store, &person)? })
}

/// Responds with the recovery codes.
fn respond<P: Person>(store: &mut Store, person: &P) -> Result<ResponseFields> {
    let recovery_codes = store.credentials(person.id()).totp.recovery_codes().to_vec();
    Ok(ResponseFields { recovery_codes, ..person.respond(store)? })
}

fn authenticate<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let now = store.clock.now();
    let (mut person, TotpFields { code, totp_code, .. }) = resolve::<P>(store, request)?;
    // Invalid session fields must not use up the code.
    let login = person.prepare_login(store, request)?;
    let code = if totp_code.is_empty() { code } else { totp_code };
    let totp_id = store.credentials(person.id()).totp.authenticate(&code, now)?;
    person.verify_totp(store, request)?;
    let fields = log_in(store, login, person, &[factors::authenticator_app(&totp_id)])?;
    Ok(ResponseFields { totp_id, ..fields })
}

fn delete<P: Person>(store: &mut Store, mut person: P) -> Result<ResponseFields> {
    store.credentials(person.id()).totp.delete()?;
    person.show_totp(None);
    P::all(store).put(person).clone().respond(store)
}

fn recover<P: Person>(store: &mut Store, request: &dyn Object) -> Result<ResponseFields> {
    let now = store.clock.now();
    let (person, fields) = resolve::<P>(store, request)?;
    // Invalid session fields must not use up the code.
    let login = person.prepare_login(store, request)?;
    enrolled::<P>(store, request)?;
    let totp = &mut store.credentials(person.id()).totp;
    let totp_id = totp.unexpired(now).map(|totp| totp.id.clone()).unwrap_or_default();
    let code_id = totp.recover(&fields.recovery_code)?;
    let remaining = i32::try_from(totp.recovery_codes().len()).unwrap_or(i32::MAX);
    let fields = log_in(store, login, person, &[factors::recovery_code(&code_id)])?;
    Ok(ResponseFields { totp_id, recovery_codes_remaining: remaining, ..fields })
}

/// The person that a request refers to, who must have an authenticator. A Member who has used all
/// recovery codes can still rotate them.
fn enrolled<P: Person>(store: &mut Store, request: &dyn Object) -> Result<P> {
    let now = store.clock.now();
    let (person, _) = resolve::<P>(store, request)?;
    let is_enrolled = store.credentials(person.id()).totp.unexpired(now).is_some();
    reject_if(!is_enrolled, P::NO_RECOVERY_CODES)?;
    Ok(person)
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
        user_id: user.user_id,
        totps: totp.into_iter().collect(),
        ..Default::default()
    })
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
