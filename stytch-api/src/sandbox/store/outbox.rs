//! The messages that Stytch would have sent.

use std::collections::VecDeque;

use crate::{common::FactorDeliveryMethod, object, open_enum};

/// How many messages are kept.
const CAPACITY: usize = 10_000;

object! {
    /// An email or text message that Stytch would have sent.
    ///
    /// `Debug` redacts the code, the token and the link. `Serialize` writes them.
    Message {
        /// The email address, or the phone number in E.164 format.
        recipient: String,
        /// How Stytch would have sent the message.
        delivery_method: FactorDeliveryMethod,
        /// Why the message was sent.
        purpose: MessagePurpose,
        /// The passcode; absent in a message with a link.
        code?: Secret,
        /// The token of the link; absent in a message with a passcode.
        token?: Secret,
        /// Where the link leads: the redirect URL with the parameters `stytch_token_type` and `token`,
        /// and the Organization's `slug` if the login is to one. Absent in a message with a passcode.
        ///
        /// Without a redirect URL in the request, it leads to `http://localhost:3000/authenticate`, the
        /// [default](https://stytch.com/docs/workspace-management/redirect-urls) of a test project.
        link?: Secret,
        /// When the passcode or the token expires.
        expires_at: Timestamp,
    }
}

open_enum! {
    /// Why a message was sent.
    MessagePurpose {
        /// To log in.
        Login = "login",
        /// To sign up.
        Signup = "signup",
        /// To accept an invitation.
        Invite = "invite",
        /// To log in before an Organization is chosen.
        Discovery = "discovery",
        /// To set a new password.
        ResetPassword = "reset_password",
        /// To complete a login with a second factor.
        SecondFactor = "second_factor",
    }
}

/// The newest messages, oldest first.
#[derive(Default)]
pub(crate) struct Outbox(VecDeque<Message>);

impl Outbox {
    pub(crate) fn push(&mut self, message: Message) {
        if self.0.len() == CAPACITY {
            self.0.pop_front();
        }
        self.0.push_back(message);
    }

    pub(crate) fn to_vec(&self) -> Vec<Message> {
        self.0.iter().cloned().collect()
    }
}
