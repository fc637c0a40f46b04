//! Magic links of Users.

use crate::{
    consumer::{
        magic_links::{CreateRequest, CreateResponse, email},
        users,
    },
    sandbox::handlers::{
        prelude::*,
        user_login::{Message, challenge},
    },
};

impl Handler for CreateRequest {
    fn handle(self, store: &mut Store) -> Result<CreateResponse> {
        let user_id = store.users.get_mut(&self.user_id)?.user.user_id.clone();
        let factor = factors::embedded(&random::id("embedded-magic-link"));
        let challenge = NewChallenge::new(ChallengeKind::UserMagicLink, &user_id, factor);
        let minutes = self.expiration_minutes;
        let token = store.challenges.issue(NewChallenge { minutes, ..challenge })?.secret;
        Ok(CreateResponse { user_id, token, ..Default::default() })
    }
}

impl Handler for email::InviteRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let (minutes, redirect_url) =
            (self.invite_expiration_minutes, self.invite_magic_link_url.as_deref());
        ChallengeKind::UserMagicLink.check(minutes, redirect_url)?;
        let mut create: users::CreateRequest = copy_fields(&self);
        create.create_user_as_pending = Some(true);
        let created = create.handle(store)?;
        store.challenges.send(NewChallenge {
            purpose: MessagePurpose::Invite,
            minutes: self.invite_expiration_minutes,
            redirect_url: self.invite_magic_link_url,
            ..challenge(Message::MagicLink, &created.user, &self.email)
        })?;
        Ok(copy_fields(&created))
    }
}

impl Handler for email::RevokeInviteRequest {
    fn handle(self, store: &mut Store) -> Result<Self::Response> {
        let record = store.users.get_by_contact(&self.email)?;
        record.user.emails.retain(|email| !email.email.eq_ignore_ascii_case(&self.email));
        store.challenges.revoke(ChallengeKind::UserMagicLink, &record.user.user_id);
        Ok(email::RevokeInviteResponse::default())
    }
}
