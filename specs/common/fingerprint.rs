//! What identifies a device, and what is known of its network and browser.

use crate::object;

object! {
    /// What identifies a device.
    Fingerprints {
        /// Fingerprint of the network protocol, TLS above all; several people may share it.
        network_fingerprint: String,
        /// Fingerprint of operating system and architecture; several people may share it.
        hardware_fingerprint: String,
        /// Fingerprint of the browser and its version; several people may share it.
        browser_fingerprint: String,
        /// Fingerprint of the visitor, which needs no cookie.
        visitor_fingerprint: String,
        /// ID in a cookie that Stytch gave the browser, the most precise identifier.
        visitor_id?: String,
        /// ID of the browser, made of the visitor ID and the network fingerprint.
        browser_id?: String,
    }
}

object! {
    /// IDs of yours that say what a lookup was for; each up to 65 letters, digits and `_-+.@`.
    ExternalMetadata {
        /// Your ID of the person.
        external_id?: String,
        /// Your ID of the organization that the person acts for.
        organization_id?: String,
        /// What the person wanted to do, such as `login`.
        user_action?: String,
    }
}

object! {
    /// The network and browser of a device.
    DeviceProperties {
        /// The network that the device is in.
        network_properties: NetworkProperties,
        /// What the browser says of itself.
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
        /// Where the address seems to be.
        ip_geolocation: IpGeolocation,
        /// Whether the address is that of a proxy.
        is_proxy: bool,
        /// Whether the address is that of a VPN.
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
        /// The addresses around the device's that it operates, as a CIDR block.
        network: String,
    }
}

object! {
    /// Where an IP address seems to be.
    IpGeolocation {
        /// Name of the city; empty where it cannot be told.
        city: String,
        /// Name of the state or region; empty where it cannot be told.
        region: String,
        /// Code of the country; empty where it cannot be told.
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
