//! The crypto library that TLS depends on, selected as in [`tls`](crate::http::tls): aws-lc-rs takes
//! precedence over ring. Both have the same API.

#[cfg(feature = "aws-lc-rs")]
pub(crate) use aws_lc_rs as backend;
#[cfg(all(not(feature = "aws-lc-rs"), any(feature = "rustls", feature = "sandbox")))]
pub(crate) use ring as backend;

#[cfg(all(feature = "verify", not(any(feature = "rustls", feature = "aws-lc-rs"))))]
compile_error!(
    "feature `verify` of stytch-api verifies signatures with the crypto library of TLS; \
     enable `rustls` or `aws-lc-rs` as well"
);
