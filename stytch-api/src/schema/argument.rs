//! The arguments that setters and `new` accept for a list or a map.

/// A value for a list of `T`: an array, a `Vec` or another iterable of values that convert into `T`.
///
/// ```
/// use stytch_api::b2b::organizations::UpdateRequest;
///
/// let request = UpdateRequest::new("acme").allowed_auth_methods(["sso", "magic_link"]);
/// let more = vec![String::from("password")];
/// let request = request.allowed_auth_methods(more.iter().map(String::as_str));
/// ```
#[diagnostic::on_unimplemented(
    message = "expected a list of `{T}`, found `{Self}`",
    label = "not a list of `{T}`",
    note = "pass an array such as `[value]`, a `Vec` or an iterator, of values that convert into `{T}`; for a slice of `&str`, write `.to_vec()`"
)]
pub trait IntoList<T> {
    /// Collects the list.
    fn into_list(self) -> Vec<T>;
}

#[diagnostic::do_not_recommend]
impl<T, U: Into<T>, I: IntoIterator<Item = U>> IntoList<T> for I {
    #[inline]
    fn into_list(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

/// A value for a map of strings to `T`: a map, an array or another iterable of pairs of a key, which
/// converts into `String`, and a value, which converts into `T`.
///
/// ```
/// use stytch_api::{Json, b2b::organizations::UpdateRequest};
///
/// let request = UpdateRequest::new("acme").trusted_metadata([("plan", "pro")]);
/// ```
#[diagnostic::on_unimplemented(
    message = "expected a map of strings to `{T}`, found `{Self}`",
    label = "not a map of strings to `{T}`",
    note = "pass a map, or pairs such as `[(\"key\", value)]`, of values that convert into `{T}`"
)]
pub trait IntoMap<T> {
    /// Collects the map.
    fn into_map<M: FromIterator<(String, T)>>(self) -> M;
}

#[diagnostic::do_not_recommend]
impl<T, K: Into<String>, U: Into<T>, I: IntoIterator<Item = (K, U)>> IntoMap<T> for I {
    #[inline]
    fn into_map<M: FromIterator<(String, T)>>(self) -> M {
        self.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
    }
}
