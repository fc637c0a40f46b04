//! You as identity provider: Connected Apps log their users in through you.

pub mod oauth;

use crate::resource;

resource! {
    /// You as identity provider of Connected Apps.
    pub Idp {
        endpoints: [],
        /// OAuth authorization of Connected Apps by Users.
        oauth: oauth::Oauth,
    }
}
