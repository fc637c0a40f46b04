//! What a Member logs in with: the phone, the password, the authenticator app, the email address.

use super::Members;
use crate::{
    MemberCredential,
    b2b::{EmailUpdateMethod, Locale, Member, Organization},
    endpoint,
};

endpoint! {
    /// Takes the phone number for passcodes off a Member.
    ///
    /// To be done before the Member can have another one. Sessions that it helped to log in stay
    /// open, and no second factor is asked for before the next login.
    #[docs = "https://stytch.com/docs/b2b/api/delete-member-mfa-phone-number"]
    Members::delete_mfa_phone_number:
        DELETE "/v1/b2b/organizations/{organization_id}/members/mfa_phone_numbers/{member_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Takes the password off a Member.
    #[docs = "https://stytch.com/docs/b2b/api/delete-member-password"]
    Members::delete_password:
        DELETE "/v1/b2b/organizations/{organization_id}/members/passwords/{member_password_id}";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// ID of the password, the Member's `member_password_id`.
        member_password_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Takes the authenticator app off a Member.
    ///
    /// Sessions that it helped to log in stay open, and no second factor is asked for before the
    /// next login.
    #[docs = "https://stytch.com/docs/b2b/api/delete-member-mfa-totp"]
    Members::delete_totp: DELETE "/v1/b2b/organizations/{organization_id}/members/{member_id}/totp";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Sends a Member an email to a new address, which becomes the Member's once proved.
    ///
    /// The link or passcode is authenticated like that of a login. The old address stays reserved
    /// for the Member then.
    #[docs = "https://stytch.com/docs/b2b/api/start-member-email-update"]
    Members::start_email_update:
        POST "/v1/b2b/organizations/{organization_id}/members/{member_id}/start_email_update";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// The new address.
        email_address: String,
        /// Where the link leads, one of the project's redirect URLs, whose page authenticates it;
        /// the project's default when absent.
        login_redirect_url?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Whether the email holds a link, the default, or a passcode.
        delivery_method?: EmailUpdateMethod,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member as it stands, with the old address.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Sets a former email address of a Member free, for other Members of the Organization.
    ///
    /// Send `email_id` or `email_address`; if both, they must mean the same address.
    #[docs = "https://stytch.com/docs/api-reference/b2b/api/members/unlink-retired-email"]
    #[retry(safe)]
    Members::unlink_retired_email:
        POST "/v1/b2b/organizations/{organization_id}/members/{member_id}/unlink_retired_email";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// ID of the former address.
        email_id?: String,
        /// The former address itself.
        email_address?: String,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// ID of the Organization.
        organization_id: String,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
