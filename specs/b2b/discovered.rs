//! The Organizations that discovery finds for a person.

use crate::{
    b2b::{Member, MfaRequired, Organization, PrimaryRequired},
    object, open_enum,
};

object! {
    /// An Organization that a person belongs to or can join.
    DiscoveredOrganization {
        /// Whether the login needs no further factor; if false, `mfa_required` or
        /// `primary_required` says which one is missing.
        member_authenticated: bool,
        /// The Organization itself.
        organization?: Organization,
        /// The person's relation to the Organization.
        membership?: Membership,
        /// The first factor that is still required; absent when the Organization accepts one
        /// already used.
        primary_required?: PrimaryRequired,
        /// The second factor that is still required; absent when none is.
        mfa_required?: MfaRequired,
    }
}

object! {
    /// A person's relation to an Organization.
    Membership {
        /// Whether the person is a Member, is invited, or can join.
        r#type: MembershipType,
        /// Why the person can join, such as the allowed email domain; absent when the type says
        /// enough.
        details?: Metadata,
        /// The person's Member; absent when the person is only eligible to join.
        member?: Member,
    }
}

open_enum! {
    /// The relations that a person can have to an Organization.
    MembershipType {
        /// Is a Member.
        ActiveMember = "active_member",
        /// Is a Member who has not logged in yet.
        PendingMember = "pending_member",
        /// Has been invited by email and has not accepted yet.
        InvitedMember = "invited_member",
        /// Can join because the domain of the email address is allowed.
        EligibleToJoinByEmailDomain = "eligible_to_join_by_email_domain",
        /// Can join because the tenant of the OAuth provider is allowed.
        EligibleToJoinByOauthTenant = "eligible_to_join_by_oauth_tenant",
    }
}
