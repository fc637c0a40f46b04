//! The device that a login came from.

use crate::object;

object! {
    /// The device and network that a login came from.
    DeviceInfo {
        /// ID of the browser or app, the same on each visit.
        visitor_id: String,
        /// Whether the user has used this browser or app before.
        visitor_id_details?: DeviceAttributeDetails,
        /// IP address that the login came from.
        ip_address?: String,
        /// Whether the user has logged in from this address before.
        ip_address_details?: DeviceAttributeDetails,
        /// Estimated city of the address.
        ip_geo_city?: String,
        /// Estimated region of the address.
        ip_geo_region?: String,
        /// Code of the estimated country of the address.
        ip_geo_country?: String,
        /// Whether the user has logged in from this country before.
        ip_geo_country_details?: DeviceAttributeDetails,
    }
}

object! {
    /// Whether and when an attribute of a device has been seen for its user.
    DeviceAttributeDetails {
        /// Whether this is the first time.
        is_new: bool,
        /// When it was first seen.
        first_seen_at?: Timestamp,
        /// When it was last seen before this.
        last_seen_at?: Timestamp,
    }
}
