//! New passwords, set by a link sent by email.

use crate::{
    MemberCredential, Metadata, Secret,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// New passwords, set by a link sent by email.
    pub Email {
        endpoints: [ResetStartRequest, ResetRequest, RequireResetRequest],
    }
}

endpoint! {
    /// Sends a Member an email with a link to set a new password.
    ///
    /// The link leads to `reset_password_redirect_url` with a `token`, which `reset` takes.
    #[docs = "https://stytch.com/docs/b2b/api/email-reset-start"]
    Email::reset_start: POST "/v1/b2b/passwords/email/reset/start";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// Where the link leads, one of the project's redirect URLs, whose page asks for the new
        /// password; the project's default when absent.
        reset_password_redirect_url?: String,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 30.
        reset_password_expiration_minutes?: i32,
        /// Base64url of the SHA-256 of the PKCE verifier, which the reset must then bring.
        code_challenge?: String,
        /// Where the link to log in without the password leads, one of the project's redirect URLs,
        /// whose page authenticates a magic link; the project's default when absent.
        login_redirect_url?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email; the project's default when absent.
        reset_password_template_id?: String,
        /// ID of your template for the email to those who set their first password, which also
        /// verifies the address; the project's default when absent. Used where passwords are shared
        /// across Organizations.
        verify_email_template_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Member's email address.
        member_email_id!: String,
        /// The Member as it stands.
        member: Member,
    }
}

endpoint! {
    /// Sets a new password and logs the Member in.
    ///
    /// The token is used up. The login stops when a second factor is lacking; it doesn't along with
    /// a session that the Member already has.
    #[docs = "https://stytch.com/docs/b2b/api/email-reset"]
    Email::reset: POST "/v1/b2b/passwords/email/reset";

    body {
        /// The `token` that the link brought.
        password_reset_token: Secret,
        /// The new password; it must pass the strength check.
        password: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// PKCE verifier; required when its challenge was sent as the reset began.
        code_verifier?: Secret,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode that is sent to the Member when a second factor is lacking;
        /// English when absent.
        locale?: Locale,
        /// Token of a login that still lacks a factor, to add this one to.
        intermediate_session_token?: Secret,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Member's email address.
        member_email_id: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member as the call left it.
        member: Member,
        /// Token of the session, valid until it ends; empty while the login lacks a factor.
        session_token: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session;
        /// empty while the login lacks a factor.
        session_jwt: Secret,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token to complete the login with, valid for ten minutes; empty when nothing is lacking.
        intermediate_session_token: Secret,
        /// Whether the Member is logged in. If not, `mfa_required` or `primary_required` says what
        /// is lacking.
        member_authenticated: bool,
        /// The session, with its lifetime and factors; absent while the login lacks a factor.
        member_session?: MemberSession,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Makes a Member set a new password before the next login with one.
    ///
    /// Works only where passwords are shared across Organizations, a setting of the project. The
    /// old password is refused from now on; `reset_start` sends the link for a new one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/passwords/create-or-reset-options/require-password-reset-by-email"]
    Email::require_reset: POST "/v1/b2b/passwords/email/require_reset";

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// Email address whose password must be changed.
        email_address: String,
        /// The Organization of the Member to name: its ID, slug or external ID.
        organization_id?: String,
        /// The Member to name: ID or external ID.
        member_id?: String,
    }

    response {
        /// ID of the Member; absent when the call named none.
        member_id?: String,
        /// The Member as the call left it; absent when the call named none.
        member?: Member,
        /// The Organization that the Member belongs to; absent when the call named none.
        organization?: Organization,
    }
}
