//! The primitives of the crypto library that TLS brings in, chosen as in [`tls`](crate::http::tls):
//! aws-lc-rs before ring. The two have one interface.

#[cfg(feature = "aws-lc-rs")]
pub(crate) use aws_lc_rs as backend;
#[cfg(all(not(feature = "aws-lc-rs"), any(feature = "rustls", feature = "sandbox")))]
pub(crate) use ring as backend;

#[cfg(all(feature = "verify", not(any(feature = "rustls", feature = "aws-lc-rs"))))]
compile_error!(
    "feature `verify` of stytch-api checks signatures with the crypto library of its TLS: \
     turn on `rustls` or `aws-lc-rs` as well"
);
