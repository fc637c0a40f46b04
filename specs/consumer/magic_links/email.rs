//! Magic links that Stytch sends by email.

use crate::{
    consumer::{Attributes, Locale, UserName},
    endpoint, resource,
};

resource! {
    /// Links that Stytch sends by email.
    pub Email {
        endpoints: [InviteRequest, LoginOrCreateRequest, RevokeInviteRequest, SendRequest],
    }
}

endpoint! {
    /// Creates a User and sends an invitation with a link.
    ///
    /// The User stays pending until the link is opened.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/via-email/invite"]
    Email::invite: POST "/v1/magic_links/email/invite";

    body {
        /// Email address to invite.
        email: String,
        /// ID of your template for the email; the project's default when absent.
        invite_template_id?: String,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Display name.
        name?: UserName,
        /// URL that the link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        invite_magic_link_url?: String,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 60.
        invite_expiration_minutes?: i32,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can also write: don't trust it.
        untrusted_metadata?: Metadata,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
    }
}

endpoint! {
    /// Sends a link to an email address, and creates a User if the address is new.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/via-email/log-in-or-create-user"]
    Email::login_or_create: POST "/v1/magic_links/email/login_or_create";

    body {
        /// Email address to send to.
        email: String,
        /// URL that the login link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        login_magic_link_url?: String,
        /// URL that the signup link leads to, one of the project's redirect URLs, where the token
        /// is authenticated; the project's default when absent.
        signup_magic_link_url?: String,
        /// Minutes until the login link expires: 5 to 10080 (7 days), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes until the signup link expires: 5 to 10080 (7 days), by default 10080.
        signup_expiration_minutes?: i32,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Whether a new User stays pending until the first login; by default it is active.
        create_user_as_pending?: bool,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication then requires.
        code_challenge?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
        /// Whether the call created the User.
        user_created: bool,
    }
}

endpoint! {
    /// Revokes an invitation that has not been accepted yet.
    ///
    /// Its link stops working, and the email address is removed from the User.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/via-email/revoke-pending-invite"]
    #[retry(safe)]
    Email::revoke_invite: POST "/v1/magic_links/email/revoke_invite";

    body {
        /// Email address that was invited.
        email: String,
    }
}

endpoint! {
    /// Sends a link to an existing User, or to a new email address of that User.
    ///
    /// To add an address, identify the User by `user_id`, `session_token` or `session_jwt`. The
    /// User keeps the address only if the link is opened within five minutes.
    #[docs = "https://stytch.com/docs/api/send-by-email"]
    Email::send: POST "/v1/magic_links/email/send";

    body {
        /// Email address to send to.
        email: String,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// URL that the login link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        login_magic_link_url?: String,
        /// URL that the signup link leads to, one of the project's redirect URLs, where the token
        /// is authenticated; the project's default when absent.
        signup_magic_link_url?: String,
        /// Minutes until the login link expires: 5 to 10080 (7 days), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes until the signup link expires: 5 to 10080 (7 days), by default 10080.
        signup_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication then requires.
        code_challenge?: String,
        /// The User to add the address to: ID or external ID.
        user_id?: String,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
    }
}
