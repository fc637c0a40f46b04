//! Fingerprints of devices.

use crate::{
    Metadata, Timestamp,
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
    /// Tells which device a telemetry ID came from, and what to do with whoever uses it.
    ///
    /// An ID that is unknown or expired is answered with status 404: take that as a block, since
    /// whoever wants to stay unseen would send such a one.
    #[docs = "https://stytch.com/docs/api-reference/fraud/api/fingerprint-lookup"]
    #[host(telemetry)]
    #[retry(safe)]
    Fingerprint::lookup: POST "/v1/fingerprint/lookup";

    body {
        /// ID under which Stytch's browser telemetry knows the device.
        telemetry_id: String,
        /// IDs of yours to find this lookup by in the dashboard.
        external_metadata?: ExternalMetadata,
    }

    response {
        /// The ID that was looked up.
        telemetry_id!: String,
        /// What identifies the device.
        fingerprints: Fingerprints,
        /// What to do with whoever uses the device, and why.
        verdict!: FraudVerdict,
        /// The IDs of yours that were sent along.
        external_metadata: ExternalMetadata,
        /// When the device was seen.
        created_at: Timestamp,
        /// When Stytch forgets the telemetry ID.
        expires_at: Timestamp,
        /// The device's network and browser.
        properties?: DeviceProperties,
        /// The signals behind the verdict; there for projects that Stytch gives them to.
        raw_signals?: Metadata,
    }
}
