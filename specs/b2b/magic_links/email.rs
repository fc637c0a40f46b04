//! Emails that carry magic links.

pub mod discovery;

use crate::{
    MemberCredential, Metadata,
    b2b::{Locale, Member, Organization},
    endpoint, resource,
};

resource! {
    /// Emails that carry magic links.
    pub Email {
        endpoints: [InviteRequest, LoginOrSignupRequest],
        /// Emails with links that log in before an Organization is picked.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Invites somebody by email to become a Member.
    ///
    /// The Member exists from now on and counts as invited until the link is followed. Who is
    /// active already cannot be invited; deleting the Member revokes the invitation.
    #[docs = "https://stytch.com/docs/b2b/api/send-invite-email"]
    Email::invite: POST "/v1/b2b/magic_links/email/invite";

    header {
        /// Session of a Member to act for: Stytch then allows what that Member's roles allow. The
        /// call acts for the project when absent.
        member_credential?: MemberCredential,
    }

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address to invite.
        email_address: String,
        /// Where the link leads, one of the project's redirect URLs, whose page authenticates it;
        /// the project's default when absent.
        invite_redirect_url?: String,
        /// ID of the Member who invites, for the text of the email.
        invited_by_member_id?: String,
        /// Name to show.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can write too: don't rely on it.
        untrusted_metadata?: Metadata,
        /// ID of your template for the email; the project's default when absent.
        invite_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
        /// Minutes until the link lapses: 5 to 10080 (7 days), by default 10080.
        invite_expiration_minutes?: i32,
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
    /// Sends a magic link, to log in or to become a Member.
    ///
    /// An active Member gets a login link. Everybody else gets a signup link; who is no Member yet
    /// becomes a pending one, where the Organization's rules let the address join.
    #[docs = "https://stytch.com/docs/b2b/api/send-login-signup-email"]
    Email::login_or_signup: POST "/v1/b2b/magic_links/email/login_or_signup";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// Where the login link leads, one of the project's redirect URLs, whose page authenticates
        /// it; the project's default when absent.
        login_redirect_url?: String,
        /// Where the signup link leads, one of the project's redirect URLs, whose page
        /// authenticates it; the project's default when absent.
        signup_redirect_url?: String,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication must then bring.
        pkce_code_challenge?: String,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the login link lapses: 5 to 10080 (7 days), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes until the signup link lapses: 5 to 10080 (7 days), by default 60.
        signup_expiration_minutes?: i32,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the Member is new.
        member_created: bool,
        /// The Member as the call left it.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
