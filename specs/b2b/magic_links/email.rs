//! Emails that carry magic links.

pub mod discovery;

use crate::{
    MemberCredential,
    b2b::{Locale, Member, Organization},
    endpoint, resource,
};

resource! {
    /// Emails that carry magic links.
    pub Email {
        endpoints: [InviteRequest, LoginOrSignupRequest],
        /// Emails with links for logging in before an Organization is chosen.
        discovery: discovery::Discovery,
    }
}

endpoint! {
    /// Invites a person by email to become a Member.
    ///
    /// The call creates the Member, who counts as invited until the link is followed. An active
    /// Member cannot be invited; deleting the Member revokes the invitation.
    #[docs = "https://stytch.com/docs/b2b/api/send-invite-email"]
    Email::invite: POST "/v1/b2b/magic_links/email/invite";

    header {
        /// Session of the Member on whose behalf the call is made: it is rejected unless the
        /// Member's roles permit it. When absent, the call has all permissions of the project.
        member_credential?: MemberCredential,
    }

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address to invite.
        email_address: String,
        /// URL that the link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        invite_redirect_url?: String,
        /// ID of the Member who sends the invitation, for the text of the email.
        invited_by_member_id?: String,
        /// Display name.
        name?: String,
        /// Your own data, which only your backend can write.
        trusted_metadata?: Metadata,
        /// Your own data, which the Member can also write: don't trust it.
        untrusted_metadata?: Metadata,
        /// ID of your template for the email; the project's default when absent.
        invite_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// IDs of the roles to assign.
        roles?: Vec<String>,
        /// Minutes until the link expires: 5 to 10080 (7 days), by default 10080.
        invite_expiration_minutes?: i32,
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
    /// Sends a magic link to log in or to sign up as a Member.
    ///
    /// An active Member gets a login link, anyone else a signup link. A person who is not a Member
    /// yet becomes a pending Member if the Organization's rules allow the address to join.
    #[docs = "https://stytch.com/docs/b2b/api/send-login-signup-email"]
    Email::login_or_signup: POST "/v1/b2b/magic_links/email/login_or_signup";

    body {
        /// The Organization: its ID, slug or external ID.
        organization_id: String,
        /// Email address of the Member.
        email_address: String,
        /// URL that the login link leads to, one of the project's redirect URLs, where the token is
        /// authenticated; the project's default when absent.
        login_redirect_url?: String,
        /// URL that the signup link leads to, one of the project's redirect URLs, where the token
        /// is authenticated; the project's default when absent.
        signup_redirect_url?: String,
        /// Base64url of the SHA-256 of the PKCE verifier, which the authentication then requires.
        pkce_code_challenge?: String,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// Minutes until the login link expires: 5 to 10080 (7 days), by default 60.
        login_expiration_minutes?: i32,
        /// Minutes until the signup link expires: 5 to 10080 (7 days), by default 60.
        signup_expiration_minutes?: i32,
    }

    response {
        /// ID of the Member.
        member_id!: String,
        /// Whether the call created the Member.
        member_created: bool,
        /// The Member after the call.
        member: Member,
        /// The Organization that the Member belongs to.
        organization: Organization,
    }
}
