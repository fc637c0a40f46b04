//! New passwords, set through a link sent by email.

use crate::{
    consumer::{Attributes, DeviceInfo, Locale, MatchOptions, Session, User},
    endpoint, resource,
};

resource! {
    /// New passwords, set through a link sent by email.
    pub Email {
        endpoints: [ResetRequest, ResetStartRequest],
    }
}

endpoint! {
    /// Sets a new password and logs the User in.
    ///
    /// The token is consumed. All other sessions of the User end.
    #[docs = "https://stytch.com/docs/api/password-email-reset"]
    Email::reset: POST "/v1/passwords/email/reset";

    body {
        /// The `token` parameter of the link.
        token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days). When absent, no session
        /// is started, and an existing session is not extended.
        session_duration_minutes?: i32,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// PKCE verifier; required when the reset started with its challenge.
        code_verifier?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// What must be the same as when the link was requested; nothing when absent.
        options?: MatchOptions,
        /// ID that Stytch's browser telemetry gave the device; required for `user_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// Session token, valid until the session ends; absent without a session.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// without a session.
        session_jwt?: Secret,
        /// The User after the call.
        user: User,
        /// The session, with its lifetime and factors; absent when none was requested.
        session?: Session,
        /// The device that logged in; present when a `telemetry_id` was sent.
        user_device?: DeviceInfo,
    }
}

endpoint! {
    /// Sends a User an email with a link to set a new password.
    ///
    /// The link leads to `reset_password_redirect_url` with a `token`, which `reset` requires.
    #[docs = "https://stytch.com/docs/api/password-email-reset-start"]
    Email::reset_start: POST "/v1/passwords/email/reset/start";

    body {
        /// Email address of the User.
        email: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the new password
        /// is entered; the project's default when absent.
        reset_password_redirect_url?: String,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset then requires.
        code_challenge?: String,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// URL that the link for logging in without the password leads to, one of the project's
        /// redirect URLs, where a magic link is authenticated; the project's default when absent.
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
