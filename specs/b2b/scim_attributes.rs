//! What an identity provider says of a Member over SCIM, with the attributes of RFC 7643.

use crate::object;

object! {
    /// A Member as the identity provider describes it; what it leaves out is empty.
    ScimAttributes {
        /// Name that the Member logs in to the identity provider with.
        user_name: String,
        /// ID of the Member in SCIM.
        id: String,
        /// ID of the Member at the identity provider.
        external_id: String,
        /// Whether the identity provider lets the Member in.
        active: bool,
        /// Groups that the Member is in.
        groups: Vec<ScimGroup>,
        /// Name to show.
        display_name: String,
        /// Casual name.
        nick_name: String,
        /// Address of the Member's profile page.
        profile_url: String,
        /// Relation to the company, such as `Employee` or `Contractor`.
        user_type: String,
        /// Job title.
        title: String,
        /// Language to write to the Member in, such as `en-US`.
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
        /// Names at instant messengers.
        ims: Vec<ScimValue>,
        /// Addresses of pictures of the Member.
        photos: Vec<ScimValue>,
        /// What the Member is entitled to.
        entitlements: Vec<ScimValue>,
        /// Roles at the identity provider; they are not RBAC roles of Stytch.
        roles: Vec<ScimValue>,
        /// Certificates of the Member, each base64 of DER.
        x509certificates: Vec<ScimValue>,
        /// The parts of the Member's name.
        name?: ScimName,
        /// The Member's place in the company.
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
        /// Which kind of value it is, such as `work` or `home`.
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
        /// Which kind of address it is, such as `work` or `home`.
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
        /// What goes before the name, such as `Dr.`.
        honorific_prefix: String,
        /// What goes after the name, such as `III`.
        honorific_suffix: String,
    }
}

object! {
    /// The attributes of SCIM's enterprise extension.
    ScimEnterpriseExtension {
        /// Number that the company gave the Member.
        employee_number: String,
        /// Cost center that the Member is booked on.
        cost_center: String,
        /// Division that the Member works in.
        division: String,
        /// Department that the Member works in.
        department: String,
        /// Name of the company; it is not an Organization of Stytch.
        organization: String,
        /// Whom the Member reports to.
        manager?: ScimManager,
    }
}

object! {
    /// Whom a Member reports to.
    ScimManager {
        /// ID of the manager in SCIM.
        value: String,
        /// Address of the manager's SCIM resource.
        r#ref: String,
        /// Name of the manager to show.
        display_name: String,
    }
}
