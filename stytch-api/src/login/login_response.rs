//! The responses that can be logins, and what each of them says: logged in, or which factor is missing.

#[cfg(feature = "b2b")]
use crate::b2b::{self, MemberSession, MfaRequired, PrimaryRequired};
#[cfg(feature = "consumer")]
use crate::consumer::{self, Session};
use crate::{Secret, schema::Object};

/// The result of a login. Returned by [`LoginResponse::login`].
///
/// `S` is the type of the session: [`b2b::MemberSession`](crate::b2b::MemberSession) or
/// [`consumer::Session`](crate::consumer::Session).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Login<S> {
    /// The person is logged in.
    #[non_exhaustive]
    Complete {
        /// The session.
        session: S,
        /// The session's token.
        session_token: Secret,
        /// The session's JWT, valid for five minutes.
        session_jwt: Secret,
    },
    /// The Organization requires a second factor, such as a passcode or the code of an authenticator.
    #[cfg(feature = "b2b")]
    #[non_exhaustive]
    SecondFactor {
        /// Token for the request with the second factor, valid for ten minutes.
        intermediate_session_token: Secret,
        /// The factors that the Member can use.
        mfa_required: MfaRequired,
    },
    /// The Organization accepts none of the first factors used so far.
    #[cfg(feature = "b2b")]
    #[non_exhaustive]
    FirstFactor {
        /// Token for the request with another first factor, valid for ten minutes.
        intermediate_session_token: Secret,
        /// The methods that the Organization accepts.
        primary_required: PrimaryRequired,
    },
    /// The response contains neither a session nor a factor that is required.
    ///
    /// In the consumer API, the request has asked for no session: set `session_duration_minutes`. The
    /// B2B API does not document such a response.
    NoSession,
}

/// A response that can be a login. Implemented for every response of this crate with a session, except that
/// of `sessions().authenticate(…)`, which fails without one.
///
/// A successful call is not always a login: in the B2B API, the Organization can require another factor. Match
/// the result, so that neither case is forgotten:
///
/// ```no_run
/// use stytch_api::{
///     Client, Secret,
///     b2b::magic_links::AuthenticateRequest,
///     login::{Login, LoginResponse},
/// };
///
/// async fn log_in(client: &Client, token: Secret) -> Result<(), stytch_api::Error> {
///     let response =
///         client.b2b().magic_links().authenticate(AuthenticateRequest::new(token)).await?;
///     match response.login() {
///         Login::Complete { session, session_jwt, .. } => {
///             println!("{} is logged in", session.member_id);
///             let cookie = session_jwt.expose(); // to be set in the browser
///         }
///         Login::SecondFactor { intermediate_session_token, mfa_required, .. } => {
///             // Store the token in the browser, and ask for a code.
///         }
///         Login::FirstFactor { primary_required, .. } => {
///             println!("log in by one of {:?}", primary_required.allowed_auth_methods);
///         }
///         _ => println!("not logged in"),
///     }
///     Ok(())
/// }
/// ```
pub trait LoginResponse: Object {
    /// The session of a complete login.
    type Session;

    /// Returns the session, or the factor that is still required.
    ///
    /// A login is complete if the response contains a session and its tokens, unless `member_authenticated`
    /// is false.
    fn login(self) -> Login<Self::Session>;
}

/// The fields of a response that decide the result. Most responses have only some of them.
struct LoginFields<S> {
    /// `Some(false)` if another factor is required.
    member_authenticated: Option<bool>,
    session: Option<S>,
    session_token: Option<Secret>,
    session_jwt: Option<Secret>,
    #[cfg(feature = "b2b")]
    intermediate_session_token: Option<Secret>,
    #[cfg(feature = "b2b")]
    mfa_required: Option<MfaRequired>,
    #[cfg(feature = "b2b")]
    primary_required: Option<PrimaryRequired>,
}

// Derived, it would require `S: Default`.
impl<S> Default for LoginFields<S> {
    fn default() -> Self {
        Self {
            member_authenticated: None,
            session: None,
            session_token: None,
            session_jwt: None,
            #[cfg(feature = "b2b")]
            intermediate_session_token: None,
            #[cfg(feature = "b2b")]
            mfa_required: None,
            #[cfg(feature = "b2b")]
            primary_required: None,
        }
    }
}

impl<S> LoginFields<S> {
    fn into_login(self) -> Login<S> {
        let tokens = self.session_token.zip(self.session_jwt);
        if let (Some(session), Some((session_token, session_jwt))) = (self.session, tokens)
            && self.member_authenticated != Some(false)
        {
            return Login::Complete { session, session_token, session_jwt };
        }
        #[cfg(feature = "b2b")]
        if let Some(intermediate_session_token) = self.intermediate_session_token {
            // A second factor is asked for only after an accepted first one.
            if let Some(primary_required) = self.primary_required {
                return Login::FirstFactor { intermediate_session_token, primary_required };
            }
            if let Some(mfa_required) = self.mfa_required {
                return Login::SecondFactor { intermediate_session_token, mfa_required };
            }
        }
        Login::NoSession
    }
}

/// Implements [`LoginResponse`] for responses: `[fields]: [types]` for those with the same optional fields.
/// `tables` lists their tables, for the test that none is missing.
macro_rules! login_responses {
    ($tables:ident, $session:ty, $($session_field:ident $fields:tt: [$($response:ty),* $(,)?];)*) => {
        #[cfg(test)]
        const $tables: &[fn() -> &'static crate::schema::Table] =
            &[$($(|| crate::schema::Object::table(&<$response>::default()),)*)*];
        $($(login_responses! { @implement $session, $session_field $fields, $response })*)*
    };
    (@implement $session:ty, $session_field:ident [$($field:ident),*], $response:ty) => {
        impl LoginResponse for $response {
            type Session = $session;

            #[allow(clippy::needless_update, reason = "most responses have only some of the fields")]
            fn login(self) -> Login<$session> {
                let fields = LoginFields {
                    session: self.$session_field.into(),
                    session_token: self.session_token.into(),
                    session_jwt: self.session_jwt.into(),
                    $($field: self.$field.into(),)*
                    ..LoginFields::default()
                };
                fields.into_login()
            }
        }
    };
}

#[cfg(feature = "b2b")]
login_responses! {
    MEMBER_LOGINS, MemberSession,

    member_session [intermediate_session_token, mfa_required, primary_required, member_authenticated]: [
        b2b::discovery::intermediate_sessions::ExchangeResponse,
        b2b::discovery::organizations::CreateResponse,
        b2b::magic_links::AuthenticateResponse,
        b2b::oauth::AuthenticateResponse,
        b2b::otps::email::AuthenticateResponse,
        b2b::passwords::AuthenticateResponse,
        b2b::passwords::email::ResetResponse,
        b2b::passwords::existing_password::ResetResponse,
        b2b::sessions::ExchangeResponse,
        b2b::sso::AuthenticateResponse,
    ];
    member_session [member_authenticated, intermediate_session_token, mfa_required]: [
        b2b::impersonation::AuthenticateResponse,
        b2b::passwords::sessions::ResetResponse,
    ];
    // Second factors, and sessions that are made from other tokens.
    member_session []: [
        b2b::otps::sms::AuthenticateResponse,
        b2b::recovery_codes::RecoverResponse,
        b2b::sessions::AttestResponse,
        b2b::sessions::ExchangeAccessTokenResponse,
        b2b::sessions::MigrateResponse,
        b2b::totps::AuthenticateResponse,
    ];
}

#[cfg(feature = "consumer")]
login_responses! {
    USER_LOGINS, Session,

    session []: [
        consumer::crypto_wallets::AuthenticateResponse,
        consumer::impersonation::AuthenticateResponse,
        consumer::magic_links::AuthenticateResponse,
        consumer::otps::AuthenticateResponse,
        consumer::passwords::AuthenticateResponse,
        consumer::passwords::CreateResponse,
        consumer::passwords::email::ResetResponse,
        consumer::passwords::existing_password::ResetResponse,
        consumer::passwords::sessions::ResetResponse,
        consumer::sessions::AttestResponse,
        consumer::sessions::ExchangeAccessTokenResponse,
        consumer::sessions::MigrateResponse,
        consumer::totps::AuthenticateResponse,
        consumer::totps::RecoverResponse,
        consumer::webauthn::AuthenticateResponse,
        consumer::webauthn::RegisterResponse,
    ];
    user_session []: [consumer::oauth::AuthenticateResponse];
}

#[cfg(all(test, feature = "b2b", feature = "consumer"))]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    /// Every response with a session token is a login, except that of authenticating a session.
    #[test]
    fn every_response_with_a_session_is_a_login() {
        let logins: Vec<_> = MEMBER_LOGINS
            .iter()
            .chain(USER_LOGINS)
            .map(|table| std::ptr::from_ref(table()))
            .collect();
        let mut others = Vec::new();
        for spec in Catalog::stytch().specs() {
            let table = (spec.response)();
            let has_token = table.fields.iter().any(|field| field.wire_name == "session_token");
            if has_token && !logins.contains(&std::ptr::from_ref(table)) {
                others.push(spec.path);
            }
        }
        others.sort_unstable();
        assert_eq!(others, ["/v1/b2b/sessions/authenticate", "/v1/sessions/authenticate"]);
    }
}
