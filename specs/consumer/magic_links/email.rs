//! Magic links that Stytch sends by email.

use crate::{
    Metadata, Secret,
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
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Name to show.
        name?: UserName,
        /// Where the link leads, a page of yours that authenticates it; the project's default when
        /// absent.
        invite_magic_link_url?: String,
        /// Minutes for which the link is valid: 5 to 10080 (a week), by default 60.
        invite_expiration_minutes?: i32,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the User can write too: don't rely on it.
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
    /// Sends a link to an email address, and creates a User if nobody has the address.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/magic-links/via-email/log-in-or-create-user"]
    Email::login_or_create: POST "/v1/magic_links/email/login_or_create";

    body {
        /// Email address to send to.
        email: String,
        /// Where the login link leads, a page of yours that authenticates it; the project's default
        /// when absent.
        login_magic_link_url?: String,
        /// Where the signup link leads, a page of yours that authenticates it; the project's
        /// default when absent.
        signup_magic_link_url?: String,
        /// Minutes for which a login link is valid: 5 to 10080 (a week), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes for which a signup link is valid: 5 to 10080 (a week), by default 10080.
        signup_expiration_minutes?: i32,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Whether a new User stays pending until the first login; by default it starts out active.
        create_user_as_pending?: bool,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication must then bring.
        code_challenge?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
        /// Whether the User is new.
        user_created: bool,
    }
}

endpoint! {
    /// Takes an invitation back that has not been answered yet.
    ///
    /// Its link stops working, and the email address is taken off the User.
    Email::revoke_invite: POST "/v1/magic_links/email/revoke_invite";

    body {
        /// Email address that was invited.
        email: String,
    }
}

endpoint! {
    /// Sends a link to a User who exists, or to a new email address of that User.
    ///
    /// To add an address, name the User by one of `user_id`, `session_token` and `session_jwt`. The
    /// address stays with the User if the link is opened within five minutes.
    Email::send: POST "/v1/magic_links/email/send";

    body {
        /// Email address to send to.
        email: String,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Where the login link leads, a page of yours that authenticates it; the project's default
        /// when absent.
        login_magic_link_url?: String,
        /// Where the signup link leads, a page of yours that authenticates it; the project's
        /// default when absent.
        signup_magic_link_url?: String,
        /// Minutes for which a login link is valid: 5 to 10080 (a week), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes for which a signup link is valid: 5 to 10080 (a week), by default 10080.
        signup_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication must then bring.
        code_challenge?: String,
        /// The User to give the address to: ID or external ID.
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
