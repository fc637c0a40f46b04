//! Magic links of Members.

#[cfg(feature = "consumer")]
mod consumer;

use crate::{
    b2b::{
        Allowance, MemberStatus, Organization,
        magic_links::email::{
            InviteRequest, InviteResponse,
            discovery::{SendRequest, SendResponse},
        },
    },
    sandbox::handlers::{
        discovery::discovery_email,
        member_messages::{email_to_member, has_allowed_domain},
        members::{assign_roles, new_member},
        prelude::*,
    },
};

/// Minutes until an invitation expires, unless the request sets them.
const INVITE_MINUTES: i32 = 10_080;

impl Handler for InviteRequest {
    fn handle(self, store: &mut Store) -> Result<InviteResponse> {
        let organization = store.organizations.get(&self.organization_id)?.clone();
        check_invitation(&organization, &self.email_address)?;
        let (minutes, redirect_url) =
            (self.invite_expiration_minutes, self.invite_redirect_url.as_deref());
        ChallengeKind::MagicLink.check(minutes, redirect_url)?;
        let organization_id = &organization.organization_id;
        let known = store.members.get_by_email(organization_id, &self.email_address);
        let known = known.ok().map(|record| record.member.clone());
        let is_known = known.is_some();
        let new = || new_member(&organization, MemberStatus::Invited, store.clock.now());
        let mut member = known.unwrap_or_else(new);
        if is_known && member.status == MemberStatus::Active {
            let message = "The person is an active Member of the Organization.";
            return Err(Problem::bad_request(ErrorType::DuplicateMemberEmail, message));
        }
        member = apply_update(&member, &self);
        member.organization_id.clone_from(organization_id);
        member.status = MemberStatus::Invited;
        assign_roles(&mut member, self.roles);
        if is_known {
            store.members.replace(member.clone())?;
        } else {
            store.members.insert(member.clone())?;
        }
        let member_id = member.member_id.clone();
        let kind = ChallengeKind::MagicLink;
        let link = email_to_member(store, kind, FactorType::MagicLink, &member_id)?;
        store.challenges.send(NewChallenge {
            purpose: MessagePurpose::Invite,
            minutes: self.invite_expiration_minutes.or(Some(INVITE_MINUTES)),
            redirect_url: self.invite_redirect_url,
            ..link
        })?;
        Ok(InviteResponse { member_id, member, organization, ..Default::default() })
    }
}

impl Handler for SendRequest {
    fn handle(self, store: &mut Store) -> Result<SendResponse> {
        let kind = ChallengeKind::DiscoveryMagicLink;
        store.challenges.send(NewChallenge {
            minutes: self.discovery_expiration_minutes,
            redirect_url: self.discovery_redirect_url,
            pkce: self.pkce_code_challenge,
            ..discovery_email(kind, FactorType::MagicLink, &self.email_address)?
        })?;
        Ok(SendResponse::default())
    }
}

/// Rejects an invitation that the Organization's settings do not allow.
fn check_invitation(organization: &Organization, email_address: &str) -> Result<()> {
    let is_allowed = match organization.email_invites {
        Allowance::NotAllowed => false,
        Allowance::Restricted => has_allowed_domain(organization, email_address),
        _ => true,
    };
    if is_allowed {
        return Ok(());
    }
    let message = "The Organization does not allow invitations to this email address.";
    Err(Problem::bad_request(ErrorType::InvalidEmailForInvites, message))
}
