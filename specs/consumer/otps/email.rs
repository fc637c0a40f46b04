//! Passcodes sent by email.

use crate::{
    Secret,
    consumer::{Attributes, Locale},
    endpoint, resource,
};

resource! {
    /// Passcodes sent by email.
    pub Email {
        endpoints: [LoginOrCreateRequest, SendRequest],
    }
}

endpoint! {
    /// Sends a passcode to an email address, and creates a User if nobody has the address.
    ///
    /// A new passcode ends the one before.
    Email::login_or_create: POST "/v1/otps/email/login_or_create";

    body {
        /// Email address to send to.
        email: String,
        /// Minutes for which the passcode is valid: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Whether a new User stays pending until the first login; by default it starts out active.
        create_user_as_pending?: bool,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address, the `method_id` to authenticate the passcode with.
        email_id!: String,
        /// Whether the User is new.
        user_created: bool,
    }
}

endpoint! {
    /// Sends a passcode to a User who exists, or to a new email address of that User.
    ///
    /// To add an address, name the User by one of `user_id`, `session_token` and `session_jwt`. The
    /// address stays with the User if the passcode is authenticated within five minutes. A new
    /// passcode ends the one before.
    Email::send: POST "/v1/otps/email/send";

    body {
        /// Email address to send to.
        email: String,
        /// Minutes for which the passcode is valid: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// Where the User is, as your backend sees it; helps to detect fraud.
        attributes?: Attributes,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// The User to give the address to: ID or external ID.
        user_id?: String,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
        /// ID of your template for the login email; the project's default when absent.
        login_template_id?: String,
        /// ID of your template for the signup email; the project's default when absent.
        signup_template_id?: String,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the email address, the `method_id` to authenticate the passcode with.
        email_id!: String,
    }
}
