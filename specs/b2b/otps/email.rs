//! Passcodes sent by email, a first factor of Members.

pub mod discovery;

use crate::{
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Passcodes sent by email, a first factor.
    pub Email {
        endpoints: [AuthenticateRequest, LoginOrSignupRequest],
        /// Passcodes for logging in before an Organization is chosen.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Authenticates a passcode sent by email and logs the Member in.
    ///
    /// The passcode is consumed; a pending or invited Member becomes active. With the token or JWT
    /// of a session, the factor is added to that session and no second factor is required.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/email-otp/organization/authenticate-otp"]
    Email::authenticate: POST "/v1/b2b/otps/email/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// The six-digit passcode from the email.
        code: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Token of a login that requires another factor, to which this one is added.
        intermediate_session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode message that is sent when a second factor is required; English
        /// when absent.
        locale?: Locale,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the email address that the passcode was sent to.
        method_id: String,
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
    /// Sends a passcode by email to log in or to sign up as a Member.
    ///
    /// An active Member gets a login passcode, anyone else a signup passcode. A person who is not a
    /// Member yet becomes a pending Member if the Organization's rules allow the address to join. A
    /// new passcode invalidates the previous one.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/email-otp/organization/send-login-or-signup-otp"]
    Email::login_or_signup: POST "/v1/b2b/otps/email/login_or_signup";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the login passcode expires: 2 to 15, by default 10.
        login_expiration_minutes?: i32,
        /// Minutes until the signup passcode expires: 2 to 15, by default 10.
        signup_expiration_minutes?: i32,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the call created the Member.
        member_created: bool,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
