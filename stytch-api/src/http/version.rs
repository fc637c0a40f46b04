//! Which versions of HTTP the connections of a client use.

/// The versions of HTTP that are offered to a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HttpVersions {
    /// HTTP/1.1, as without feature `http2`, even if another crate enables that of reqwest.
    #[cfg(not(feature = "http2"))]
    #[default]
    Http1,
    /// HTTP/2 or HTTP/1.1: over TLS, the server chooses by ALPN; otherwise HTTP/1.1 is used.
    #[cfg(feature = "http2")]
    #[default]
    Negotiated,
}

impl HttpVersions {
    pub(crate) fn configure(self, builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        match self {
            #[cfg(not(feature = "http2"))]
            Self::Http1 => builder.http1_only(),
            // By default, reqwest repeats requests itself if the server refuses their streams. They would not
            // count as retries and not wait, so that is left to the retry policy.
            #[cfg(feature = "http2")]
            Self::Negotiated => builder.retry(reqwest::retry::never()),
        }
    }

    /// The names of the versions in ALPN. Without any, the server uses HTTP/1.1.
    #[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
    pub(crate) fn alpn(self) -> Vec<Vec<u8>> {
        match self {
            #[cfg(not(feature = "http2"))]
            Self::Http1 => Vec::new(),
            #[cfg(feature = "http2")]
            Self::Negotiated => vec![b"h2".to_vec(), b"http/1.1".to_vec()],
        }
    }
}
