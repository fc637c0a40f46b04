//! New passwords, set through a link sent by email.

use crate::{
    MemberCredential,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// New passwords, set through a link sent by email.
    pub Email {
        endpoints: [ResetStartRequest, ResetRequest, RequireResetRequest],
    }
}

endpoint! {
    /// Sends a Member an email with a link to set a new password.
    ///
    /// The link leads to `reset_password_redirect_url` with a `token`, which `reset` requires.
    #[docs = "https://stytch.com/docs/b2b/api/email-reset-start"]
    Email::reset_start: POST "/v1/b2b/passwords/email/reset/start";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the new password
        /// is entered; the project's default when absent.
        reset_password_redirect_url?: String,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset then requires.
        code_challenge?: String,
        /// URL that the link for logging in without the password leads to, one of the project's
        /// redirect URLs, where a magic link is authenticated; the project's default when absent.
        login_redirect_url?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email; the project's default when absent.
        reset_password_template_id?: String,
        /// ID of your template for the email for setting a first password, which also verifies the
        /// address; the project's default when absent. Used if passwords are shared across
        /// Organizations.
        verify_email_template_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Member's email address.
        member_email_id!: String,
        /// The current state of the Member.
        member: Member,
    }
}

endpoint! {
    /// Sets a new password and logs the Member in.
    ///
    /// The token is consumed. The login is incomplete if a second factor is required, unless the
    /// request includes a session that the Member already has.
    #[docs = "https://stytch.com/docs/b2b/api/email-reset"]
    Email::reset: POST "/v1/b2b/passwords/email/reset";

    body {
        /// The `token` parameter of the link.
        password_reset_token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// PKCE verifier; required when the reset started with its challenge.
        code_verifier?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode message that is sent when a second factor is required; English
        /// when absent.
        locale?: Locale,
        /// Token of a login that requires another factor, to which this one is added.
        intermediate_session_token?: Secret,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Member's email address.
        member_email_id: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member after the call.
        member: Member,
        /// Session token, valid until the session ends; absent while another factor is required.
        session_token?: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session; absent
        /// while another factor is required.
        session_jwt?: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; absent when the login is
        /// complete.
        intermediate_session_token?: Secret,
        /// When that token expires; absent when the login is complete.
        intermediate_session_token_expires_at?: Timestamp,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says which
        /// factor is missing.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while another factor is required.
        member_session?: MemberSession,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Requires a Member to set a new password before the next password login.
    ///
    /// Works only if passwords are shared across Organizations, a setting of the project. The old
    /// password is rejected from now on; `reset_start` sends the link to set a new one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/passwords/create-or-reset-options/require-password-reset-by-email"]
    Email::require_reset: POST "/v1/b2b/passwords/email/require_reset";

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// Email address whose password must be changed.
        email_address: String,
        /// The Organization of the Member: its ID, slug or external ID.
        organization_id?: String,
        /// The Member: ID or external ID.
        member_id?: String,
    }

    response {
        /// ID of the Member; absent when the request names no Member.
        member_id?: String,
        /// The Member after the call; absent when the request names no Member.
        member?: Member,
        /// The Organization that the Member belongs to; absent when the request names no Member.
        organization?: Organization,
    }
}
