//! Identifiers of a device, and properties of its network and browser.

use crate::object;

object! {
    /// Identifiers of a device.
    Fingerprints {
        /// Fingerprint of the network protocol, mainly TLS; several people may share it.
        network_fingerprint: String,
        /// Fingerprint of operating system and architecture; several people may share it.
        hardware_fingerprint: String,
        /// Fingerprint of the browser and its version; several people may share it.
        browser_fingerprint: String,
        /// Fingerprint of the visitor, which needs no cookie.
        visitor_fingerprint: String,
        /// ID in a cookie that Stytch set in the browser, the most precise identifier.
        visitor_id?: String,
        /// ID of the browser, derived from the visitor ID and the network fingerprint.
        browser_id?: String,
    }
}

object! {
    /// Your own IDs that describe a lookup, each up to 65 letters, digits and `_-+.@`.
    ExternalMetadata {
        /// Your ID for the person.
        external_id?: String,
        /// Your ID for the organization that the person acts for.
        organization_id?: String,
        /// What the person wanted to do, such as `login`.
        user_action?: String,
    }
}

object! {
    /// The network and browser of a device.
    DeviceProperties {
        /// The network of the device.
        network_properties: NetworkProperties,
        /// The browser of the device.
        browser_properties: BrowserProperties,
    }
}

object! {
    /// The network of a device.
    NetworkProperties {
        /// IP address of the device.
        ip_address: String,
        /// The network's operator.
        asn: AsnProperties,
        /// Estimated location of the address.
        ip_geolocation: IpGeolocation,
        /// Whether the address belongs to a proxy.
        is_proxy: bool,
        /// Whether the address belongs to a VPN.
        is_vpn: bool,
    }
}

object! {
    /// An autonomous system: the operator of a network.
    AsnProperties {
        /// Its number, in decimal digits.
        asn: String,
        /// Name of the operator, such as that of an internet provider.
        name: String,
        /// CIDR block of the operator that contains the device's address.
        network: String,
    }
}

object! {
    /// The estimated location of an IP address.
    IpGeolocation {
        /// Name of the city; empty if unknown.
        city: String,
        /// Name of the state or region; empty if unknown.
        region: String,
        /// Code of the country; empty if unknown.
        country: String,
    }
}

object! {
    /// The browser of a device.
    BrowserProperties {
        /// User agent of the browser.
        user_agent: String,
    }
}
