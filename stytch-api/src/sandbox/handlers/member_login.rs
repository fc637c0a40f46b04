//! The login of a Member: it is complete, or another factor is required.

use crate::{
    b2b::{
        Allowance, AuthMethod, Member, MemberSession, MemberStatus, MfaEnrollment, MfaMethod,
        MfaOptions, MfaPolicy, MfaRequired, Organization, PrimaryRequired,
    },
    sandbox::{
        handlers::{member_messages::sms_to_member, person::Person, prelude::*},
        store::{
            factors::{authenticated, is_second_factor, method_id},
            passwords::Password,
            session_record::{SessionOrganization, SessionOwner, SessionRecord},
            sessions::{Login, Sessions},
        },
    },
};

object! {
    /// The fields of a request that authenticates a second factor.
    SecondFactorFields {
        set_mfa_enrollment?: MfaEnrollment,
        set_default_mfa?: bool,
    }
}

/// What a login still requires.
pub(crate) enum Requirement {
    Nothing,
    FirstFactor(PrimaryRequired),
    SecondFactor(MfaRequired),
}

impl Person for Member {
    type Response = MemberFields;

    const PASSWORD_ID_PREFIX: &'static str = "member-password";
    const PASSWORD_RESET: ChallengeKind = ChallengeKind::PasswordReset;
    const NO_PASSWORD: ErrorType = ErrorType::MemberPasswordNotFound;
    const RESET_PASSWORD: ErrorType = ErrorType::MemberResetPassword;

    fn resolve(store: &mut Store, organization: &str, reference: &str) -> Result<String> {
        Ok(store.organization_and_member(organization, reference)?.1.member_id)
    }

    fn find(store: &mut Store, organization: &str, email: &str) -> Result<String> {
        let organization_id = &store.organizations.get(organization)?.organization_id;
        Ok(store.members.get_by_email(organization_id, email)?.member_id.clone())
    }

    fn sessions(store: &mut Store) -> &mut Sessions {
        &mut store.member_sessions
    }

    fn set_password(store: &mut Store, id: &str, password: Password) -> Result<()> {
        let mut member = store.members.get(id)?.clone();
        member.member_password_id.clone_from(&password.id);
        store.credentials(id).password = Some(password);
        store.members.save(member)?;
        Ok(())
    }

    fn prepare_login(store: &mut Store, id: &str, request: &dyn Object) -> Result<Login> {
        let member = store.members.get(id)?;
        let login = store.member_sessions.prepare_login(id, request)?;
        if let Some(token) = &login.intermediate_session_token {
            let session = store.intermediate_sessions.get(token)?;
            let is_own = match &session.member_id {
                Some(member_id) => member_id == id,
                None => session.email.eq_ignore_ascii_case(&member.email_address),
            };
            if !is_own {
                let message = "The intermediate session belongs to another login.";
                let error_type = ErrorType::InvalidIntermediateSessionTokenForOrganization;
                return Err(Problem::bad_request(error_type, message));
            }
        }
        Ok(login.with_default_duration())
    }

    fn log_in(
        store: &mut Store,
        login: Login,
        id: &str,
        new_factors: &[AuthenticationFactor],
    ) -> Result<MemberFields> {
        let now = store.clock.now();
        let mut factors = match &login.intermediate_session_token {
            Some(token) => store.intermediate_sessions.get(token)?.factors.clone(),
            None => Vec::new(),
        };
        factors.extend(new_factors.iter().map(|factor| authenticated(factor, now)));
        continue_login(store, login, id, factors)
    }
}

/// Starts the session if `factors` suffice, and an intermediate session otherwise. A factor that is
/// added to an existing session always suffices.
pub(crate) fn continue_login(
    store: &mut Store,
    login: Login,
    member_id: &str,
    factors: Vec<AuthenticationFactor>,
) -> Result<MemberFields> {
    let (organization, mut member) = store.member(member_id)?;
    member.status = MemberStatus::Active;
    member.email_address_verified |= factors.iter().any(|it| proves_email(it, &member));
    let member = store.members.save(member)?.clone();
    let requirement = match login.session {
        Some(_) => Requirement::Nothing,
        None => requirement(&organization, &member, &factors),
    };
    let method_id = factors.iter().rev().find_map(method_id).unwrap_or_default().to_owned();
    let mut fields = MemberFields {
        member_id: member.member_id.clone(),
        member_email_id: method_id.clone(),
        method_id,
        organization_id: organization.organization_id.clone(),
        ..Default::default()
    };
    if let Requirement::Nothing = requirement {
        if let Some(token) = &login.intermediate_session_token {
            store.intermediate_sessions.remove(token);
        }
        let owner = session_owner(&organization, &member);
        let issued = store.member_sessions.log_in(login, owner, factors, &store.keys);
        fields.session_token = Some(issued.session.token.clone());
        fields.session_jwt = Some(issued.jwt);
        fields.member_session = Some(to_member_session(issued.session));
        fields.member_authenticated = true;
    } else {
        let (token, member_id) = (login.intermediate_session_token, Some(member_id.to_owned()));
        let sessions = &mut store.intermediate_sessions;
        let session = sessions.issue(token, &member.email_address, factors, member_id);
        fields.intermediate_session_token = Some(session.token);
        fields.intermediate_session_token_expires_at = Some(session.expires_at.into());
        match requirement {
            Requirement::Nothing => {}
            Requirement::FirstFactor(required) => fields.primary_required = Some(required),
            Requirement::SecondFactor(required) => {
                if required.secondary_auth_initiated.is_some() {
                    store.challenges.send(sms_to_member(&member))?;
                }
                fields.mfa_required = Some(required);
            }
        }
    }
    Ok(MemberFields { member, organization, ..fields })
}

/// Decides what a login with these factors still requires. A second factor alone is a login too.
pub(crate) fn requirement(
    organization: &Organization,
    member: &Member,
    factors: &[AuthenticationFactor],
) -> Requirement {
    let is_restricted = organization.auth_methods == Allowance::Restricted;
    let is_accepted = |factor: &AuthenticationFactor| {
        member.is_breakglass
            || !is_restricted
            || auth_method(factor).is_some_and(|it| organization.allowed_auth_methods.contains(&it))
    };
    let is_first = |factor: &&AuthenticationFactor| !is_second_factor(factor);
    let has_second = factors.iter().any(is_second_factor);
    let has_first = factors.iter().filter(is_first).any(is_accepted);
    let has_only_second = has_second && factors.iter().all(is_second_factor);
    if !has_first && !has_only_second {
        let allowed = &organization.allowed_auth_methods;
        let allowed_auth_methods = if is_restricted { allowed.clone() } else { Vec::new() };
        return Requirement::FirstFactor(PrimaryRequired {
            allowed_auth_methods,
            ..Default::default()
        });
    }
    let is_required = organization.mfa_policy == MfaPolicy::RequiredForAll || member.mfa_enrolled;
    if has_second || !is_required {
        return Requirement::Nothing;
    }
    Requirement::SecondFactor(second_factor_of(member))
}

/// The second factors that the Member can use. A passcode is sent if it is the default or the only one.
fn second_factor_of(member: &Member) -> MfaRequired {
    let Member { mfa_phone_number, totp_registration_id, default_mfa_method, .. } = member;
    let has_phone = !mfa_phone_number.is_empty();
    let has_totp = !totp_registration_id.is_empty();
    let sends_code = has_phone && (*default_mfa_method == MfaMethod::SmsOtp || !has_totp);
    MfaRequired {
        member_options: (has_phone || has_totp).then(|| MfaOptions {
            mfa_phone_number: mfa_phone_number.clone(),
            totp_registration_id: totp_registration_id.clone(),
            ..Default::default()
        }),
        secondary_auth_initiated: sends_code.then_some(MfaMethod::SmsOtp),
        ..Default::default()
    }
}

/// The method of a first factor, as an Organization's settings name it.
fn auth_method(factor: &AuthenticationFactor) -> Option<AuthMethod> {
    Some(match (&factor.r#type, &factor.delivery_method) {
        (FactorType::MagicLink, _) => AuthMethod::MagicLink,
        (FactorType::EmailOtp, _) => AuthMethod::EmailOtp,
        (FactorType::Password, _) => AuthMethod::Password,
        (FactorType::Sso, _) => AuthMethod::Sso,
        (FactorType::Oauth, method) => {
            let provider = method.as_str().strip_prefix("oauth_")?;
            AuthMethod::from(format!("{provider}_oauth").as_str())
        }
        _ => return None,
    })
}

/// Whether the factor proves that the Member's email address is theirs.
fn proves_email(factor: &AuthenticationFactor, member: &Member) -> bool {
    let email = factor.email_factor.as_ref();
    email.is_some_and(|email| email.email_address.eq_ignore_ascii_case(&member.email_address))
        || factor.r#type == FactorType::Oauth
}

/// Updates the Member's MFA settings after a login with this second factor.
pub(crate) fn update_mfa(
    member: &mut Member,
    organization: &Organization,
    method: MfaMethod,
    request: &dyn Object,
) {
    let fields: SecondFactorFields = copy_fields(request);
    let is_first = member.default_mfa_method.as_str().is_empty();
    if is_first || fields.set_default_mfa == Some(true) {
        member.default_mfa_method = method;
    }
    match fields.set_mfa_enrollment {
        Some(MfaEnrollment::Enroll) => member.mfa_enrolled = true,
        Some(_) if organization.mfa_policy != MfaPolicy::RequiredForAll => {
            member.mfa_enrolled = false;
        }
        Some(_) | None => {}
    }
}

/// The factors that count in another Organization, where the person is `to`.
///
/// Links, passcodes by email and OAuth do; a passcode by text message does if both Members have verified
/// the same phone number. A login with second factors alone keeps them.
pub(crate) fn transferable(
    factors: &[AuthenticationFactor],
    from: Option<&Member>,
    to: &Member,
) -> Vec<AuthenticationFactor> {
    let is_same = from.is_some_and(|from| from.member_id == to.member_id);
    if is_same || factors.iter().all(is_second_factor) {
        return factors.to_vec();
    }
    let number =
        |member: &Member| member.mfa_phone_number_verified.then(|| member.mfa_phone_number.clone());
    let has_same_phone = from.and_then(number).is_some_and(|it| number(to) == Some(it));
    let counts = |factor: &&AuthenticationFactor| match factor.delivery_method {
        FactorDeliveryMethod::Email => true,
        FactorDeliveryMethod::Sms => has_same_phone,
        _ => factor.r#type == FactorType::Oauth,
    };
    factors.iter().filter(counts).cloned().collect()
}

pub(crate) fn session_owner(organization: &Organization, member: &Member) -> SessionOwner {
    SessionOwner {
        id: member.member_id.clone(),
        organization: Some(SessionOrganization {
            id: organization.organization_id.clone(),
            slug: organization.organization_slug.clone(),
        }),
        roles: role_ids(member),
    }
}

pub(crate) fn to_member_session(session: &SessionRecord) -> MemberSession {
    let organization = session.owner.organization.clone().unwrap_or_default();
    MemberSession {
        member_session_id: session.id.clone(),
        member_id: session.owner.id.clone(),
        started_at: session.started_at.clone(),
        last_accessed_at: session.last_accessed_at.clone(),
        expires_at: session.expires_at.into(),
        authentication_factors: session.factors.clone(),
        organization_id: organization.id,
        organization_slug: organization.slug,
        roles: session.owner.roles.clone(),
        custom_claims: session.custom_claims.clone(),
        ..Default::default()
    }
}

pub(crate) fn role_ids(member: &Member) -> Vec<String> {
    member.roles.iter().map(|role| role.role_id.clone()).collect()
}
