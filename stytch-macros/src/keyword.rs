//! The words of the grammar: each kind is an enum with one table of spellings.

/// Declares an enum of words. One table gives the variants, their spellings, the list of valid
/// spellings and the lookup by spelling.
macro_rules! keywords {
    (
        $(#[$docs:meta])*
        $name:ident { $($variant:ident = $spelling:literal,)+ }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name {
            $($variant,)+
        }

        impl $name {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The valid spellings, in the order of the variants.
            pub(crate) const SPELLINGS: &'static [&'static str] = &[$($spelling,)+];

            /// The word as written in a spec.
            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $spelling,)+
                }
            }

            pub(crate) fn from_spelling(spelling: &str) -> Option<Self> {
                let mut words = std::iter::zip(Self::ALL, Self::SPELLINGS);
                words.find(|(_, valid)| **valid == spelling).map(|(word, _)| *word)
            }
        }
    };
}

pub(crate) use keywords;

keywords! {
    /// An HTTP method.
    Method {
        Get = "GET",
        Post = "POST",
        Put = "PUT",
        Patch = "PATCH",
        Delete = "DELETE",
    }
}

impl Method {
    /// The methods that the client cannot send.
    pub(crate) const UNSUPPORTED: [&str; 4] = [Self::HEAD, "OPTIONS", "TRACE", "CONNECT"];

    /// A method for which `GET` is the replacement.
    pub(crate) const HEAD: &str = "HEAD";

    pub(crate) fn carries_body(self) -> bool {
        match self {
            Self::Post | Self::Put | Self::Patch => true,
            Self::Get | Self::Delete => false,
        }
    }
}

keywords! {
    /// A section of an endpoint; a spec has its sections in the order of the variants.
    Section {
        Path = "path",
        Query = "query",
        Header = "header",
        Body = "body",
        Response = "response",
    }
}

impl Section {
    pub(crate) fn is_request(self) -> bool {
        match self {
            Self::Path | Self::Query | Self::Header | Self::Body => true,
            Self::Response => false,
        }
    }
}

keywords! {
    /// An attribute of an endpoint, a type, a field or a variant.
    Attribute {
        Doc = "doc",
        Docs = "docs",
        Host = "host",
        Retry = "retry",
        Pages = "pages",
        Form = "form",
        NoAuth = "no_auth",
        Bare = "bare",
        Request = "request",
        Flatten = "flatten",
        Deprecated = "deprecated",
        Cfg = "cfg",
    }
}
