//! Passcodes sent by WhatsApp message.

use crate::{
    consumer::{Attributes, Locale},
    endpoint, resource,
};

resource! {
    /// Passcodes sent by WhatsApp message.
    pub Whatsapp {
        endpoints: [LoginOrCreateRequest, SendRequest],
    }
}

endpoint! {
    /// Sends a passcode to a phone number, and creates a User if the number is new.
    ///
    /// A new passcode invalidates the previous one. Each message costs money: limit who can trigger
    /// one.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/otp/via-whatsapp/login-or-create-user"]
    Whatsapp::login_or_create: POST "/v1/otps/whatsapp/login_or_create";

    body {
        /// Phone number to send to, in E.164 format.
        phone_number: String,
        /// Minutes until the passcode expires: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Whether a new User stays pending until the first login; by default it is active.
        create_user_as_pending?: bool,
        /// Language of the WhatsApp message; English when absent.
        locale?: Locale,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the phone number, the `method_id` to authenticate the passcode with.
        phone_id!: String,
        /// Whether the call created the User.
        user_created: bool,
    }
}

endpoint! {
    /// Sends a passcode to an existing User, or to a new phone number of that User.
    ///
    /// To add a number, identify the User by `user_id`, `session_token` or `session_jwt`. The User
    /// keeps the number only if the passcode is authenticated within five minutes. A new passcode
    /// invalidates the previous one. Each message costs money: limit who can trigger one.
    #[docs = "https://stytch.com/docs/api-reference/consumer/api/otp/via-whatsapp/send"]
    Whatsapp::send: POST "/v1/otps/whatsapp/send";

    body {
        /// Phone number to send to, in E.164 format.
        phone_number: String,
        /// Minutes until the passcode expires: 1 to 10, by default 2.
        expiration_minutes?: i32,
        /// IP address and user agent of the User, as seen by your backend; helps to detect fraud.
        attributes?: Attributes,
        /// Language of the WhatsApp message; English when absent.
        locale?: Locale,
        /// The User to add the number to: ID or external ID.
        user_id?: String,
        /// Token of a session that the User already has.
        session_token?: Secret,
        /// JWT of a session that the User already has.
        session_jwt?: Secret,
    }

    response {
        /// ID of the User.
        user_id!: String,
        /// ID of the phone number, the `method_id` to authenticate the passcode with.
        phone_id!: String,
    }
}
