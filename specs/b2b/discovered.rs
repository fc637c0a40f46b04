//! The Organizations that a person can log in to, as discovery finds them.

use crate::{
    Metadata,
    b2b::{Member, MfaRequired, Organization, PrimaryRequired},
    object, open_enum,
};

object! {
    /// An Organization that a person belongs to or can join.
    DiscoveredOrganization {
        /// Whether what was proved suffices to log in; otherwise `mfa_required` or
        /// `primary_required` says what is lacking.
        member_authenticated: bool,
        /// The Organization itself.
        organization?: Organization,
        /// How the person stands to the Organization.
        membership?: Membership,
        /// The first factor that is lacking; absent when what was proved counts here.
        primary_required?: PrimaryRequired,
        /// The second factor that is lacking; absent when none is.
        mfa_required?: MfaRequired,
    }
}

object! {
    /// How a person stands to an Organization.
    Membership {
        /// Whether the person is a Member of it, is invited, or could join.
        r#type: MembershipType,
        /// Why the person can join, such as the email domain that is allowed; absent when the type
        /// says it all.
        details?: Metadata,
        /// The Member who the person is; absent for those who could join.
        member?: Member,
    }
}

open_enum! {
    /// The ways in which a person may stand to an Organization.
    MembershipType {
        /// Is a Member.
        ActiveMember = "active_member",
        /// Is a Member who has not logged in yet.
        PendingMember = "pending_member",
        /// Has been invited by email and has not answered yet.
        InvitedMember = "invited_member",
        /// Can join, as the domain of the email address is allowed.
        EligibleToJoinByEmailDomain = "eligible_to_join_by_email_domain",
        /// Can join, as the tenant of the OAuth provider is allowed.
        EligibleToJoinByOauthTenant = "eligible_to_join_by_oauth_tenant",
    }
}
