//! Recovery codes: a Member's second factor when the authenticator app is lost.

use crate::{
    b2b::{DeviceInfo, Member, MemberSession, Organization},
    endpoint, resource,
};

resource! {
    /// Codes that replace a lost second factor.
    pub RecoveryCodes {
        endpoints: [GetRequest, RecoverRequest, RotateRequest],
    }
}

endpoint! {
    /// Reads a Member's unused recovery codes.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/mfa/recovery-codes/get-recovery-codes"]
    RecoveryCodes::get: GET "/v1/b2b/recovery_codes/{organization_id}/{member_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The current state of the Member.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The unused codes, each usable once.
        recovery_codes: Vec<Secret>,
    }
}

endpoint! {
    /// Authenticates a recovery code and logs the Member in.
    ///
    /// The code is consumed. Completes a login that requires a second factor
    /// (`intermediate_session_token`), or adds the factor to a session (`session_token` or
    /// `session_jwt`).
    #[docs = "https://stytch.com/docs/b2b/api/recovery-codes-recover"]
    RecoveryCodes::recover: POST "/v1/b2b/recovery_codes/recover";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
        /// One of the Member's unused codes.
        recovery_code: Secret,
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
        /// Number of unused codes that the Member has left.
        recovery_codes_remaining: i32,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; present when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Replaces all recovery codes of a Member with new ones.
    ///
    /// The old codes stop working immediately; the response contains the new ones.
    #[docs = "https://stytch.com/docs/b2b/api/recovery-codes-rotate"]
    RecoveryCodes::rotate: POST "/v1/b2b/recovery_codes/rotate";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The new codes, each usable once; show them to the Member.
        recovery_codes!: Vec<Secret>,
    }
}
