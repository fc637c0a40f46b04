//! The options of one call, where it differs from its client.

use std::{fmt, time::Duration};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::{
    RetryPolicy, client::inner::Inner, error::RequestError, http::limiter::Pacing,
    schema::EndpointSpec, types::secret_buffer::SecretBuffer,
};

/// Headers that control HTTP message framing: another value would truncate the body or break the
/// connection. The macro crate rejects the same names in a spec.
const FRAMING_HEADERS: [&str; 9] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

#[derive(Clone, Default)]
pub(crate) struct CallOptions {
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    pub(super) pacing: Pacing,
    headers: HeaderMap,
    /// Why a header is invalid; reported when the call is made.
    header_error: Option<&'static str>,
}

impl CallOptions {
    pub(crate) fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    pub(crate) fn set_retries(&mut self, retries: u32, inner: &Inner) {
        let policy = self.retry.take().unwrap_or_else(|| inner.retry.clone());
        self.retry = Some(policy.retries(retries));
    }

    pub(crate) fn set_retry_policy(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    pub(crate) fn insert_header(&mut self, name: &str, value: &str) {
        // Neither is quoted in an error: name and value may have been swapped, and the value a secret.
        match (HeaderName::from_bytes(name.as_bytes()), SecretBuffer::from(value).into_header()) {
            (Err(_), _) => self.header_error = Some("the name of an added header is invalid"),
            (_, Err(_)) => self.header_error = Some("the value of an added header is invalid"),
            (Ok(name), _) if FRAMING_HEADERS.contains(&name.as_str()) => {
                self.header_error = Some("an added header is reserved for HTTP's message framing");
            }
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
        }
    }

    pub(super) fn timeout_or(&self, default: Duration) -> Duration {
        self.timeout.unwrap_or(default)
    }

    pub(super) fn retry_policy_or(&self, default: &RetryPolicy) -> RetryPolicy {
        self.retry.as_ref().unwrap_or(default).clone()
    }

    /// Returns the values of the call's headers, which may be secrets.
    pub(super) fn header_values(&self) -> impl Iterator<Item = &HeaderValue> {
        self.headers.values()
    }

    /// Adds the call's headers to those of its request; the call's take precedence.
    pub(super) fn apply_headers(
        &self,
        endpoint: &'static EndpointSpec,
        headers: &mut HeaderMap,
    ) -> Result<(), RequestError> {
        if let Some(problem) = self.header_error {
            return Err(RequestError::new(endpoint, problem));
        }
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        Ok(())
    }

    /// Writes the `Debug` of a call: its endpoint and options, not its request or headers.
    pub(super) fn fmt_call(
        &self,
        name: &str,
        endpoint: &EndpointSpec,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        f.debug_struct(name)
            .field("endpoint", &format_args!("{endpoint}"))
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// Writes the setters of a call that has an `inner` and `options`.
macro_rules! option_setters {
    () => {
        /// Limits the whole call, including retries and the waits between them; the client's
        /// [`timeout`](crate::ClientBuilder::timeout) by default.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.options.set_timeout(timeout);
            self
        }

        /// Sets the number of retries, 0 for none; the rest of the client's retry policy still applies.
        pub fn retries(mut self, retries: u32) -> Self {
            self.options.set_retries(retries, &self.inner);
            self
        }

        /// Replaces the client's retry policy for this call.
        pub fn retry_policy(mut self, policy: crate::RetryPolicy) -> Self {
            self.options.set_retry_policy(policy);
            self
        }

        /// Adds a header, replacing one of the same name. The value may be a secret: errors
        /// show neither the value nor its parts between spaces, `;`, `,`, `=` and `"`, if they have at
        /// least 8 bytes.
        ///
        /// An invalid header, or one that controls HTTP message framing (such as `Content-Length` or
        /// `Host`), fails the call with [`Error::Request`](crate::Error::Request) before anything is
        /// sent.
        pub fn header(mut self, name: &str, value: &str) -> Self {
            self.options.insert_header(name, value);
            self
        }
    };
}
pub(crate) use option_setters;
