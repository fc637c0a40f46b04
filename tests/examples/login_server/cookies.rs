//! The cookies: those of a session, and those that a login needs until it is complete.

use axum::http::{HeaderMap, header::COOKIE};

use crate::responses::Failure;

pub(crate) const SESSION: &str = "session";
pub(crate) const JWT: &str = "session_jwt";

/// The PKCE verifier of the login that the browser has started at a provider.
pub(crate) const VERIFIER: &str = "pkce_verifier";
/// The intermediate session token until an Organization is chosen.
pub(crate) const DISCOVERY: &str = "discovery";
/// The token of a link to set a new password.
pub(crate) const RESET: &str = "password_reset";
/// The Organization, the Member and the intermediate session token until the second factor.
pub(crate) const UNFINISHED: &str = "unfinished_login";

/// A cookie for this site alone; an empty value deletes it.
pub(crate) fn cookie(name: &str, value: &str) -> String {
    let max_age = if value.is_empty() { 0 } else { 3600 };
    format!("{name}={value}; Max-Age={max_age}; Path=/; Secure; HttpOnly; SameSite=Lax")
}

pub(crate) fn read_cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split("; ")).filter_map(|it| it.split_once('='));
    pairs.find(|(key, value)| *key == name && !value.is_empty()).map(|(_, value)| value)
}

/// Returns a cookie that an earlier step of the login has set.
pub(crate) fn require_cookie<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, Failure> {
    read_cookie(headers, name).ok_or_else(Failure::no_login)
}
