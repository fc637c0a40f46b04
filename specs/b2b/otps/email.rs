//! Passcodes sent by email, a first factor of Members.

pub mod discovery;

use crate::{
    Metadata, Secret,
    b2b::{DeviceInfo, Locale, Member, MemberSession, MfaRequired, Organization, PrimaryRequired},
    endpoint, resource,
};

resource! {
    /// Passcodes sent by email, a first factor.
    pub Email {
        endpoints: [AuthenticateRequest, LoginOrSignupRequest],
        /// Passcodes that log in before an Organization is picked.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Checks a passcode that was sent by email and logs the Member in.
    ///
    /// The passcode is used up; a pending or invited Member becomes active. With the token or JWT
    /// of a session, the factor is added to that session and no second factor is asked for.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/email-otp/organization/authenticate-otp"]
    Email::authenticate: POST "/v1/b2b/otps/email/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// The passcode that the email holds, six digits.
        code: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Token of a login that still lacks a factor, to add this one to.
        intermediate_session_token?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Language of the passcode that is sent to the Member when a second factor is lacking;
        /// English when absent.
        locale?: Locale,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the email address that the passcode went to.
        method_id: String,
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
    /// Sends a passcode by email, to log in or to become a Member.
    ///
    /// An active Member gets a login passcode. Everybody else gets a signup passcode; who is no
    /// Member yet becomes a pending one, where the Organization's rules let the address join. A new
    /// passcode ends the one before.
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
        /// Minutes until the login passcode lapses: 2 to 15, by default 10.
        login_expiration_minutes?: i32,
        /// Minutes until the signup passcode lapses: 2 to 15, by default 10.
        signup_expiration_minutes?: i32,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the Member is new.
        member_created: bool,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
