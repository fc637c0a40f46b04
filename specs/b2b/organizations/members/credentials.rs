//! Credentials of a Member: the phone number, the password, the authenticator app, the email
//! address.

use super::Members;
use crate::{
    MemberCredential,
    b2b::{EmailUpdateMethod, Locale, Member, Organization},
    endpoint,
};

endpoint! {
    /// Deletes a Member's phone number for passcodes.
    ///
    /// Required before the Member can get another one. Sessions that logged in with it stay active,
    /// and no second factor is required until the next login.
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
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Deletes a Member's password.
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
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Deletes a Member's authenticator app.
    ///
    /// Sessions that logged in with it stay active, and no second factor is required until the next
    /// login.
    #[docs = "https://stytch.com/docs/b2b/api/delete-member-mfa-totp"]
    Members::delete_totp: DELETE "/v1/b2b/organizations/{organization_id}/members/{member_id}/totp";

    path {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// The Member: ID or external ID.
        member_id: String,
    }

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Sends an email to a Member's new address, which replaces the old one once verified.
    ///
    /// The link or passcode is authenticated like that of a login. The old address then stays
    /// reserved for the Member.
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
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// The new address.
        email_address: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        login_redirect_url?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the email; the project's default when absent.
        login_template_id?: String,
        /// Whether the email contains a link, the default, or a passcode.
        delivery_method?: EmailUpdateMethod,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// The Member, still with the old address.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}

endpoint! {
    /// Releases a former email address of a Member for other Members of the Organization.
    ///
    /// Send `email_id` or `email_address`; if you send both, they must identify the same address.
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
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
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
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
