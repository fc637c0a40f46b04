//! Passcodes sent by email.

use crate::{
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
    /// Sends a passcode to an email address, and creates a User if the address is new.
    ///
    /// A new passcode invalidates the previous one.
    #[docs = "https://stytch.com/docs/api/log-in-or-create-user-by-email-otp"]
    Email::login_or_create: POST "/v1/otps/email/login_or_create";

    body {
        /// Email address to send to.
        email: String,
        /// Minutes until the passcode expires: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Whether a new User stays pending until the first login; by default it is active.
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
        /// Whether the call created the User.
        user_created: bool,
    }
}

endpoint! {
    /// Sends a passcode to an existing User, or to a new email address of that User.
    ///
    /// To add an address, identify the User by `user_id`, `session_token` or `session_jwt`. The
    /// User keeps the address only if the passcode is authenticated within five minutes. A new
    /// passcode invalidates the previous one.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/otp/via-email/send"]
    Email::send: POST "/v1/otps/email/send";

    body {
        /// Email address to send to.
        email: String,
        /// Minutes until the passcode expires: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Language of the email; English when absent.
        locale?: Locale,
        /// The User to add the address to: ID or external ID.
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
