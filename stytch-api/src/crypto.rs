//! The crypto library: aws-lc-rs, which [`tls`](crate::http::tls) also prefers, or ring. Both have the same API.

#[cfg(feature = "aws-lc-rs")]
pub(crate) use aws_lc_rs as backend;
#[cfg(all(
    not(feature = "aws-lc-rs"),
    any(feature = "native-tls", feature = "rustls", feature = "sandbox")
))]
pub(crate) use ring as backend;

#[cfg(all(
    feature = "verify",
    not(any(
        feature = "aws-lc-rs",
        feature = "native-tls",
        feature = "rustls",
        feature = "sandbox"
    ))
))]
compile_error!(
    "feature `verify` of stytch-api verifies signatures with the crypto library of a TLS feature; \
     enable `rustls`, `aws-lc-rs` or `native-tls` as well"
);
