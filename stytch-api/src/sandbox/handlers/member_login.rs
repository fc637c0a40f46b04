//! The login of a Member: it is complete, or another factor is required.

use crate::{
    b2b::{
        Allowance, AuthMethod, Member, MemberStatus, MfaEnrollment, MfaMethod, MfaOptions,
        MfaPolicy, MfaRequired, Organization, PrimaryRequired,
    },
    sandbox::{
        handlers::{member_messages::sms_to_member, person::Person, prelude::*},
        store::{
            factors::is_second_factor,
            keyring::Keyring,
            passwords::Password,
            records::Records,
            session_record::{SessionOrganization, SessionOwner},
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
    const PASSWORD_ID_PREFIX: &'static str = "member-password";
    const PASSWORD_RESET: ChallengeKind = ChallengeKind::PasswordReset;
    const TOTP_ID_PREFIX: &'static str = "member-totp";
    const TOTP_MINUTES: i32 = 60;
    const NO_PASSWORD: ErrorType = ErrorType::MemberPasswordNotFound;
    const RESET_PASSWORD: ErrorType = ErrorType::MemberResetPassword;
    const NO_RECOVERY_CODES: ErrorType = ErrorType::RecoveryCodesNotFound;
    const UNAUTHORIZED: ErrorType = ErrorType::SessionAuthorizationError;

    fn all(store: &mut Store) -> &mut Records<Self> {
        &mut store.members
    }

    fn sessions(store: &mut Store) -> (&mut Sessions, &Keyring) {
        (&mut store.member_sessions, &store.keys)
    }

    fn resolve(store: &Store, organization: &str, reference: &str) -> Result<Self> {
        Ok(store.organization_and_member(organization, reference)?.1)
    }

    fn find(store: &Store, organization: &str, email: &str) -> Result<Self> {
        let organization_id = &store.organizations.get(organization)?.organization_id;
        store.members.get_by_email(organization_id, email).cloned()
    }

    fn account_name(&self) -> &str {
        &self.email_address
    }

    fn show_password(&mut self, password: Option<&Password>) {
        self.member_password_id = password.map(|it| it.id.clone()).unwrap_or_default();
    }

    fn show_totp(&mut self, totp_id: Option<&str>) {
        totp_id.unwrap_or_default().clone_into(&mut self.totp_registration_id);
        if totp_id.is_none() && self.default_mfa_method == MfaMethod::Totp {
            self.default_mfa_method = Self::default().default_mfa_method;
        }
    }

    fn verify_totp(&mut self, store: &Store, request: &dyn Object) -> Result<()> {
        update_mfa(store, self, MfaMethod::Totp, request)
    }

    fn activate(&mut self, factors: &[AuthenticationFactor]) {
        self.status = MemberStatus::Active;
        self.email_address_verified |= factors.iter().any(|it| proves_email(it, self));
    }

    fn session_owner(&self, store: &Store) -> Result<SessionOwner> {
        let organization = store.organizations.get(&self.organization_id)?;
        let organization = SessionOrganization {
            id: organization.organization_id.clone(),
            slug: organization.organization_slug.clone(),
        };
        let roles = self.roles.iter().map(|role| role.role_id.clone()).collect();
        Ok(SessionOwner { id: self.member_id.clone(), organization: Some(organization), roles })
    }

    fn respond(&self, store: &Store) -> Result<ResponseFields> {
        let organization = store.organizations.get(&self.organization_id)?.clone();
        Ok(ResponseFields::of_member(organization, self))
    }

    fn prepare_login(&self, store: &Store, request: &dyn Object) -> Result<Login> {
        let login = store.member_sessions.prepare_login(&self.member_id, request)?;
        if let Some(token) = &login.intermediate_session_token {
            let session = store.intermediate_sessions.get(token)?;
            let is_own = match &session.member_id {
                Some(member_id) => *member_id == self.member_id,
                None => session.email.eq_ignore_ascii_case(&self.email_address),
            };
            reject_if(!is_own, ErrorType::InvalidIntermediateSessionTokenForOrganization)?;
        }
        Ok(login.with_default_duration())
    }

    fn require_factor(
        &self,
        store: &mut Store,
        login: &Login,
        factors: &[AuthenticationFactor],
    ) -> Result<Option<ResponseFields>> {
        let mut fields = self.respond(store)?;
        let organization = store.organizations.get(&self.organization_id)?;
        match requirement(organization, self, factors) {
            Requirement::Nothing => return Ok(None),
            Requirement::FirstFactor(required) => fields.primary_required = Some(required),
            Requirement::SecondFactor(required) => {
                if required.secondary_auth_initiated.is_some() {
                    store.challenges.send(sms_to_member(self))?;
                }
                fields.mfa_required = Some(required);
            }
        }
        let (token, id) = (login.intermediate_session_token.clone(), self.member_id.clone());
        let (email, factors) = (&self.email_address, factors.to_vec());
        let session = store.intermediate_sessions.issue(token, email, factors, Some(id));
        Ok(Some(fields.with_intermediate_session(session)))
    }
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
    store: &Store,
    member: &mut Member,
    method: MfaMethod,
    request: &dyn Object,
) -> Result<()> {
    let organization = store.organizations.get(&member.organization_id)?;
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
    Ok(())
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
