//! Fingerprints of devices.

use crate::{
    common::{DeviceProperties, ExternalMetadata, Fingerprints, FraudVerdict},
    endpoint, resource,
};

resource! {
    /// Fingerprints of devices.
    pub Fingerprint {
        endpoints: [LookupRequest],
    }
}

endpoint! {
    /// Looks up the device of a telemetry ID and recommends an action.
    ///
    /// An unknown or expired ID returns status 404. Treat that as a block, because a user who wants
    /// to hide the device would send such an ID.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/fingerprint-lookup"]
    #[host(telemetry)]
    #[retry(safe)]
    Fingerprint::lookup: POST "/v1/fingerprint/lookup";

    body {
        /// ID that Stytch's browser telemetry gave the device.
        telemetry_id: String,
        /// Your own IDs, for finding this lookup in the dashboard.
        external_metadata?: ExternalMetadata,
    }

    response {
        /// The ID that was looked up.
        telemetry_id!: String,
        /// Identifiers of the device.
        fingerprints: Fingerprints,
        /// Action that Stytch recommends for the device, with reasons.
        verdict!: FraudVerdict,
        /// Your own IDs from the request.
        external_metadata: ExternalMetadata,
        /// When the device was seen.
        created_at: Timestamp,
        /// When the telemetry ID expires.
        expires_at: Timestamp,
        /// The device's network and browser.
        properties?: DeviceProperties,
        /// The signals behind the verdict; present only for projects that Stytch enables them for.
        raw_signals?: Metadata,
    }
}
