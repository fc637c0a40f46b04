//! The responses to a login and to a failed call.

use axum::{
    http::{StatusCode, header::SET_COOKIE},
    response::{AppendHeaders, IntoResponse, Response},
};
use stytch_api::{
    Error, ErrorType,
    b2b::{Member, MemberSession},
    login::{Login, LoginResponse},
};

use crate::cookies::{DISCOVERY, JWT, RESET, SESSION, UNFINISHED, VERIFIER, cookie};

/// Sets the session's cookies, or asks for the factor that is missing.
pub(crate) fn respond(
    member: Member,
    response: impl LoginResponse<Session = MemberSession>,
) -> Response {
    match response.login() {
        Login::Complete { session, session_token, session_jwt, .. } => {
            let session_cookies =
                [cookie(SESSION, session_token.expose()), cookie(JWT, session_jwt.expose())];
            let login_cookies = [VERIFIER, DISCOVERY, RESET, UNFINISHED].map(|it| cookie(it, ""));
            let cookies = session_cookies.into_iter().chain(login_cookies);
            let cookies = AppendHeaders(cookies.map(|cookie| (SET_COOKIE, cookie)));
            (cookies, format!("logged in as {}\n", session.member_id)).into_response()
        }
        Login::SecondFactor { intermediate_session_token, .. } => {
            let Member { organization_id, member_id, .. } = member;
            let token = intermediate_session_token.expose();
            let cookie = cookie(UNFINISHED, &format!("{organization_id} {member_id} {token}"));
            let cookies = AppendHeaders([(SET_COOKIE, cookie)]);
            (StatusCode::UNAUTHORIZED, cookies, "enter the code\n").into_response()
        }
        Login::FirstFactor { primary_required, .. } => {
            let methods = primary_required.allowed_auth_methods;
            (StatusCode::UNAUTHORIZED, format!("log in by one of {methods:?}\n")).into_response()
        }
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// The response when a login or a call failed.
pub(crate) struct Failure {
    status: StatusCode,
    text: String,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, text: &str) -> Self {
        Self { status, text: text.to_owned() }
    }

    /// The cookie of an earlier step of the login is missing.
    pub(crate) fn no_login() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "no login to complete")
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        let error = error.into();
        eprintln!("{error}"); // no error contains a secret
        match error.status() {
            // Such as `weak_password`.
            Some(400) => {
                let error_type = error.error_type().map_or("invalid request", ErrorType::as_str);
                Self::new(StatusCode::BAD_REQUEST, error_type)
            }
            // The same for an unknown Member as for a wrong password: nobody learns who has an account.
            Some(401 | 404) => Self::new(StatusCode::UNAUTHORIZED, ""),
            Some(403) => Self::new(StatusCode::FORBIDDEN, ""),
            Some(429) => Self::new(StatusCode::TOO_MANY_REQUESTS, ""),
            None if error.is_token() => Self::new(StatusCode::UNAUTHORIZED, ""),
            None if error.is_request() => Self::new(StatusCode::BAD_REQUEST, "invalid request"),
            _ => Self::new(StatusCode::BAD_GATEWAY, ""),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, format!("{}\n", self.text)).into_response()
    }
}
