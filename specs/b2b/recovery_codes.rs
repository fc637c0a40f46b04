//! Recovery codes: what a Member logs in with when the authenticator app is lost.

use crate::{
    Metadata, Secret,
    b2b::{DeviceInfo, Member, MemberSession, Organization},
    endpoint, resource,
};

resource! {
    /// Codes that stand in for a lost second factor.
    pub RecoveryCodes {
        endpoints: [GetRequest, RecoverRequest, RotateRequest],
    }
}

endpoint! {
    /// Reads the recovery codes that a Member has left.
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
        /// The Member as it stands.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The codes not used so far, each usable once.
        recovery_codes: Vec<Secret>,
    }
}

endpoint! {
    /// Takes a recovery code in place of a passcode and logs the Member in.
    ///
    /// The code is used up. Completes a login that stopped at the second factor
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
        /// Token of a login that still lacks its second factor.
        intermediate_session_token?: Secret,
        /// Token of a session that the Member already has.
        session_token?: Secret,
        /// JWT of a session that the Member already has.
        session_jwt?: Secret,
        /// Minutes from now until the session ends: 5 to 527040 (366 days), by default 60.
        session_duration_minutes?: i32,
        /// Claims to put into the session and its JWT, at most 4 kB; a `null` removes a claim.
        session_custom_claims?: Metadata,
        /// ID under which Stytch's browser telemetry knows the device; needed for `member_device`.
        telemetry_id?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// Token of the session, valid until it ends.
        session_token!: Secret,
        /// JWT of the session, valid for five minutes and renewed by authenticating the session.
        session_jwt!: Secret,
        /// How many codes the Member has left.
        recovery_codes_remaining: i32,
        /// The session, with its lifetime and factors.
        member_session?: MemberSession,
        /// The device that logged in; there when a `telemetry_id` was sent.
        member_device?: DeviceInfo,
    }
}

endpoint! {
    /// Replaces all recovery codes of a Member by new ones.
    ///
    /// The old codes stop working at once, so the answer is the only place to learn the new ones
    /// short of reading them again.
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
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
        /// The new codes, each usable once; show them to the Member.
        recovery_codes!: Vec<Secret>,
    }
}
