//! Authenticator apps: time-based one-time passcodes (TOTP) as a Member's second factor.

use crate::{
    b2b::{DeviceInfo, Member, MemberSession, MfaEnrollment, Organization},
    endpoint, resource,
};

resource! {
    /// Authenticator apps (TOTP) of Members.
    pub Totps {
        endpoints: [CreateRequest, AuthenticateRequest, MigrateRequest],
    }
}

endpoint! {
    /// Creates an authenticator for a Member, who sets it up by scanning the QR code.
    ///
    /// The authenticator becomes active once its first passcode is authenticated. A Member who
    /// already has a second factor must have used it: send one of the tokens of a session that
    /// includes that factor.
    #[docs = "https://stytch.com/docs/b2b/api/totp-create"]
    Totps::create: POST "/v1/b2b/totp";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// Minutes within which the first passcode must be authenticated: 5 to 1440 (a day), by
        /// default 60.
        expiration_minutes?: i32,
        /// Token of a login that still requires a second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the new authenticator.
        totp_registration_id!: String,
        /// The secret that the app and Stytch share, base32, to enter by hand instead of scanning.
        secret!: Secret,
        /// The QR code to scan, an image in base64; it contains the secret.
        qr_code!: Secret,
        /// Codes that replace a lost second factor, each usable once; show them to the Member.
        recovery_codes: Vec<Secret>,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Authenticates a passcode from a Member's authenticator and logs the Member in.
    ///
    /// Completes a login that requires a second factor (`intermediate_session_token`), or adds the
    /// factor to a session (`session_token` or `session_jwt`).
    #[docs = "https://stytch.com/docs/b2b/api/authenticate-totp"]
    Totps::authenticate: POST "/v1/b2b/totp/authenticate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// The six-digit passcode that the app shows.
        code: Secret,
        /// Token of a login that still requires a second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// Whether the Member must use a second factor from now on; unchanged when absent, and
        /// ignored if the Organization requires one of everyone.
        set_mfa_enrollment?: MfaEnrollment,
        /// Whether to make the authenticator the Member's default second factor; the first one that
        /// a Member completes becomes the default automatically.
        set_default_mfa?: bool,
        /// ID that Stytch's browser telemetry gave the device; required for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Session token, valid until the session ends.
        session_token!: Secret,
        /// Session JWT, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Migrates an existing authenticator to a Member.
    ///
    /// The Member's app keeps working unchanged. Stytch creates recovery codes for the Member if
    /// none are sent.
    ///
    /// Only authenticators with SHA-1, codes of six digits and a period of 30 seconds can be
    /// migrated. The request has no field for other parameters: with any of them, the Member's
    /// codes would be rejected afterwards. `totp::Authenticator`, behind feature `totp`, reads the
    /// authenticators of other providers, and rejects those that cannot be migrated.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/mfa/totp/migrate-totp"]
    Totps::migrate: POST "/v1/b2b/totp/migrate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// The secret that the app already has: base32, upper case, without separators.
        secret: Secret,
        /// Recovery codes to keep; new ones are created when absent.
        recovery_codes?: Vec<Secret>,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Organization; not every response includes it.
        organization_id?: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// ID of the new authenticator.
        totp_registration_id!: String,
        /// Codes that replace a lost second factor, each usable once: those sent, or new ones.
        recovery_codes: Vec<Secret>,
    }
}
