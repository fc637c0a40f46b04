//! The Members, with email addresses and external IDs that are unique in their Organization. A deleted
//! Member stays and can be reactivated.

use crate::{
    b2b::{Member, MemberStatus},
    sandbox::store::{
        contact::{check_email, check_phone_number},
        prelude::*,
        records::Records,
    },
};

impl Record for Member {
    const NOT_FOUND: ErrorType = ErrorType::MemberNotFound;

    fn id(&self) -> &str {
        &self.member_id
    }

    /// Former email addresses stay taken.
    fn keys(&self) -> Vec<&str> {
        let Self { member_id, organization_id, email_address, member_password_id, .. } = self;
        let retired = self.retired_email_addresses.iter().map(|retired| &retired.email_address);
        let keys = [member_id, organization_id, email_address, member_password_id].into_iter();
        keys.chain(&self.external_id).chain(retired).map(String::as_str).collect()
    }

    /// External IDs are unique only in their Organization: see [`get_in`](Records::get_in).
    fn is_named(&self, reference: &str) -> bool {
        self.member_id == reference && !is_deleted(self)
    }

    fn check(&self, all: &Records<Self>) -> Result<()> {
        check_email("email_address", &self.email_address)?;
        if !self.mfa_phone_number.is_empty() {
            check_phone_number("mfa_phone_number", &self.mfa_phone_number)?;
        }
        reject_if(all.is_email_taken(self), ErrorType::DuplicateMemberEmail)?;
        reject_if(all.is_external_id_taken(self), ErrorType::DuplicateMemberExternalId)?;
        Ok(())
    }

    fn touch(&mut self, now: Timestamp) {
        self.updated_at = Some(now);
    }
}

impl Records<Member> {
    /// The Members of an Organization, without deleted ones.
    pub(crate) fn all_in(&self, organization_id: &str) -> impl Iterator<Item = &Member> {
        self.in_organization(organization_id, organization_id).filter(|it| !is_deleted(it))
    }

    /// The Member with this ID or external ID.
    pub(crate) fn get_in(&self, organization_id: &str, reference: &str) -> Result<&Member> {
        self.find(organization_id, reference, |it| is_called(it, reference))
    }

    pub(crate) fn get_by_email(&self, organization_id: &str, email: &str) -> Result<&Member> {
        self.find(organization_id, email, |it| it.email_address.eq_ignore_ascii_case(email))
    }

    /// The Member whose password has this ID.
    pub(crate) fn get_by_password(
        &self,
        organization_id: &str,
        password_id: &str,
    ) -> Result<&Member> {
        self.find(organization_id, password_id, |it| it.member_password_id == password_id)
    }

    /// The deleted Member with this ID or external ID.
    pub(crate) fn get_deleted(&self, organization_id: &str, reference: &str) -> Result<&Member> {
        let mut members = self.in_organization(organization_id, reference);
        members
            .find(|it| is_deleted(it) && is_called(it, reference))
            .ok_or_else(|| ErrorType::NoDeletedMemberFoundForReactivation.into())
    }

    /// Whether another Member has this Member's email address, or has had it and not unlinked it.
    pub(crate) fn is_email_taken(&self, member: &Member) -> bool {
        let email = &member.email_address;
        self.others(member, email).filter(|other| !is_deleted(other)).any(|other| {
            let mut retired = other.retired_email_addresses.iter();
            other.email_address.eq_ignore_ascii_case(email)
                || retired.any(|retired| retired.email_address.eq_ignore_ascii_case(email))
        })
    }

    /// An external ID may not be the ID of another Member, even a deleted one, whose ID is still
    /// used to reactivate them.
    fn is_external_id_taken(&self, member: &Member) -> bool {
        let is_taken = |external_id: &String| {
            self.others(member, external_id).any(|other| {
                other.member_id == *external_id
                    || other.external_id.as_ref() == Some(external_id) && !is_deleted(other)
            })
        };
        member.external_id.as_ref().is_some_and(is_taken)
    }

    fn find(
        &self,
        organization_id: &str,
        key: &str,
        matches: impl Fn(&Member) -> bool,
    ) -> Result<&Member> {
        let mut members = self.in_organization(organization_id, key);
        members.find(|it| !is_deleted(it) && matches(it)).ok_or_else(|| Member::NOT_FOUND.into())
    }

    /// The other Members of this Member's Organization that may have this key.
    fn others(&self, member: &Member, key: &str) -> impl Iterator<Item = &Member> {
        let others = self.in_organization(&member.organization_id, key);
        others.filter(|other| other.member_id != member.member_id)
    }

    /// The Members of an Organization, including deleted ones, that may have this key.
    fn in_organization(&self, organization_id: &str, key: &str) -> impl Iterator<Item = &Member> {
        self.with_key(key).filter(move |member| member.organization_id == organization_id)
    }
}

pub(crate) fn is_deleted(member: &Member) -> bool {
    member.status == MemberStatus::Deleted
}

/// Whether `reference` is the Member's ID or external ID.
fn is_called(member: &Member, reference: &str) -> bool {
    member.member_id == reference || member.external_id.as_deref() == Some(reference)
}
