//! Attributes of a Member that an identity provider sends over SCIM, as in RFC 7643.

use crate::object;

object! {
    /// A Member as described by the identity provider; omitted attributes are empty.
    ScimAttributes {
        /// Name that the Member uses to log in to the identity provider.
        user_name: String,
        /// ID of the Member in SCIM.
        id: String,
        /// ID of the Member at the identity provider.
        external_id: String,
        /// Whether the Member is active at the identity provider.
        active: bool,
        /// Groups that the Member belongs to.
        groups: Vec<ScimGroup>,
        /// Name of the Member to show.
        display_name: String,
        /// Nickname.
        nick_name: String,
        /// URL of the Member's profile page.
        profile_url: String,
        /// Relation to the company, such as `Employee` or `Contractor`.
        user_type: String,
        /// Job title.
        title: String,
        /// Language for messages to the Member, such as `en-US`.
        preferred_language: String,
        /// Locale for dates, numbers and currency, such as `en-US`.
        locale: String,
        /// Time zone, such as `America/Los_Angeles`.
        timezone: String,
        /// Email addresses.
        emails: Vec<ScimValue>,
        /// Phone numbers, each with its kind.
        phone_numbers: Vec<ScimValue>,
        /// Postal addresses.
        addresses: Vec<ScimAddress>,
        /// Instant messaging addresses.
        ims: Vec<ScimValue>,
        /// URLs of pictures of the Member.
        photos: Vec<ScimValue>,
        /// Entitlements of the Member.
        entitlements: Vec<ScimValue>,
        /// Roles at the identity provider; they are not RBAC roles of Stytch.
        roles: Vec<ScimValue>,
        /// Certificates of the Member, each base64 of DER.
        x509certificates: Vec<ScimValue>,
        /// The parts of the Member's name.
        name?: ScimName,
        /// Attributes of the enterprise extension, such as department and manager.
        enterprise_extension?: ScimEnterpriseExtension,
    }
}

object! {
    /// A group at the identity provider.
    ScimGroup {
        /// ID of the group.
        value: String,
        /// Name of the group.
        display: String,
    }
}

object! {
    /// One of several values of an attribute.
    ScimValue {
        /// The value itself.
        value: String,
        /// Kind of the value, such as `work` or `home`.
        r#type: String,
        /// Whether it is the preferred one.
        primary: bool,
    }
}

object! {
    /// A postal address.
    ScimAddress {
        /// The whole address, ready to print.
        formatted: String,
        /// Street, house number and the like.
        street_address: String,
        /// City or town.
        locality: String,
        /// State or region.
        region: String,
        /// Postal or ZIP code.
        postal_code: String,
        /// Country, its ISO 3166-1 code of two letters.
        country: String,
        /// Kind of the address, such as `work` or `home`.
        r#type: String,
        /// Whether it is the preferred one.
        primary: bool,
    }
}

object! {
    /// The parts of a name.
    ScimName {
        /// The whole name, ready to print.
        formatted: String,
        /// Last name in most Western languages.
        family_name: String,
        /// First name in most Western languages.
        given_name: String,
        /// Names in between.
        middle_name: String,
        /// Prefix of the name, such as `Dr.`.
        honorific_prefix: String,
        /// Suffix of the name, such as `III`.
        honorific_suffix: String,
    }
}

object! {
    /// The attributes of SCIM's enterprise extension.
    ScimEnterpriseExtension {
        /// Number that the company assigned to the Member.
        employee_number: String,
        /// Cost center of the Member.
        cost_center: String,
        /// Division that the Member works in.
        division: String,
        /// Department that the Member works in.
        department: String,
        /// Name of the company; it is not an Organization of Stytch.
        organization: String,
        /// Manager of the Member.
        manager?: ScimManager,
    }
}

object! {
    /// The manager of a Member.
    ScimManager {
        /// ID of the manager in SCIM.
        value: String,
        /// URI of the manager's SCIM resource.
        r#ref: String,
        /// Display name of the manager.
        display_name: String,
    }
}
