//! Your product as an identity provider: Connected Apps log their users in through it.

pub mod oauth;

use crate::resource;

resource! {
    /// Your product as an identity provider for Connected Apps.
    pub Idp {
        endpoints: [],
        /// OAuth authorization of Connected Apps by Members.
        oauth: oauth::Oauth,
    }
}
