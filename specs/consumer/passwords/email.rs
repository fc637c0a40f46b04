//! New passwords, set by a link sent by email.

use crate::{
    Metadata, Secret,
    consumer::{Attributes, DeviceInfo, Locale, MatchOptions, Session, User},
    endpoint, resource,
};

resource! {
    /// New passwords, set by a link sent by email.
    pub Email {
        endpoints: [ResetRequest, ResetStartRequest],
    }
}

endpoint! {
    /// Sets a new password and logs the User in.
    ///
    /// The token is used up. All other sessions of the User end.
    #[docs = "https://stytch.com/docs/api/password-email-reset"]
    Email::reset: POST "/v1/passwords/email/reset";

    body {
        /// The `token` that the link brought.
        token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and one that was sent ends when it would have.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// PKCE verifier; required when its challenge was sent as the reset began.
        code_verifier?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// What must be as it was when the link was asked for; nothing when absent.
        options?: MatchOptions,
        /// ID under which Stytch's browser telemetry knows the device; needed for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Token of the session, valid until it ends; empty when there is none.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty when there is none.
        session_jwt: Secret,
        /// The User as the call left it.
        user: User,
        /// The session, with its lifetime and factors; absent when none was asked for.
        session?: Session,
        /// The device that logged in; there when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Sends a User an email with a link to set a new password.
    ///
    /// The link leads to `reset_password_redirect_url` with a `token`, which `reset` takes.
    #[docs = "https://stytch.com/docs/api/password-email-reset-start"]
    Email::reset_start: POST "/v1/passwords/email/reset/start";

    body {
        /// Email address of the User.
        email: String,
        /// Where the link leads, one of the project's redirect URLs, whose page asks for the new
        /// password; the project's default when absent.
        reset_password_redirect_url?: String,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset must then bring.
        code_challenge?: String,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Where the link to log in without the password leads, one of the project's redirect URLs,
        /// whose page authenticates a magic link; the project's default when absent.
        login_redirect_url?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email; the project's default when absent.
        reset_password_template_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address.
        email_id!: String,
    }
}
