//! What Stytch knows of the device that a login came from.

use crate::{Timestamp, object};

object! {
    /// The device and network that a login came from.
    DeviceInfo {
        /// ID of the browser or app, the same on each visit.
        visitor_id: String,
        /// Whether the user has used this browser or app before.
        visitor_id_details?: DeviceAttributeDetails,
        /// The address that the login came from.
        ip_address?: String,
        /// Whether the user has come from this address before.
        ip_address_details?: DeviceAttributeDetails,
        /// City where the address seems to be.
        ip_geo_city?: String,
        /// Region where the address seems to be.
        ip_geo_region?: String,
        /// Code of the country where the address seems to be.
        ip_geo_country?: String,
        /// Whether the user has come from this country before.
        ip_geo_country_details?: DeviceAttributeDetails,
    }
}

object! {
    /// How familiar one trait of a device is for its user.
    DeviceAttributeDetails {
        /// Whether this is the first time.
        is_new: bool,
        /// When it was first seen.
        first_seen_at?: Timestamp,
        /// When it was last seen before this.
        last_seen_at?: Timestamp,
    }
}
