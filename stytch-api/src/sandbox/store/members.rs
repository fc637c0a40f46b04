//! The Members, with email addresses and external IDs that are unique in their Organization.

use crate::{
    b2b::{Member, MemberStatus},
    sandbox::store::{
        contact::{check_email, check_phone_number},
        passwords::Password,
        prelude::*,
        reference_index::ReferenceIndex,
        totp_enrollment::TotpEnrollment,
    },
};

/// A Member and their authenticator.
pub(crate) struct MemberRecord {
    pub(crate) member: Member,
    pub(crate) totp: TotpEnrollment,
    pub(crate) password: Option<Password>,
    /// ID of the email address.
    pub(crate) email_id: String,
    clock: Clock,
}

impl MemberRecord {
    pub(crate) fn is_deleted(&self) -> bool {
        self.member.status == MemberStatus::Deleted
    }

    /// Sets the time of the last update to now.
    pub(crate) fn touch(&mut self) {
        self.member.updated_at = Some(self.clock.now().into());
    }

    /// Whether `reference` is the Member's ID or external ID.
    fn is_named(&self, reference: &str) -> bool {
        self.member.member_id == reference || self.member.external_id.as_deref() == Some(reference)
    }
}

/// The Members of all Organizations, oldest first. A deleted Member stays and can be reactivated.
pub(crate) struct Members {
    records: Vec<MemberRecord>,
    /// Email addresses and external IDs change only by [`save`](Self::save), which updates it.
    index: ReferenceIndex,
    clock: Clock,
}

impl Members {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { records: Vec::new(), index: ReferenceIndex::default(), clock }
    }

    /// All Members, including deleted ones.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &MemberRecord> {
        self.records.iter()
    }

    /// The Members of an Organization, including deleted ones.
    pub(crate) fn all_in(&self, organization_id: &str) -> impl Iterator<Item = &MemberRecord> {
        self.iter().filter(move |record| record.member.organization_id == organization_id)
    }

    /// The Member with this ID or external ID.
    pub(crate) fn get_mut(
        &mut self,
        organization_id: &str,
        reference: &str,
    ) -> Result<&mut MemberRecord> {
        self.find_mut(organization_id, reference, |record| record.is_named(reference))
    }

    /// The Member with this ID, in any Organization.
    pub(crate) fn get_by_id(&mut self, member_id: &str) -> Result<&mut MemberRecord> {
        let position = self.index.candidates(member_id).find(|position| {
            let record = &self.records[*position];
            record.member.member_id == member_id && !record.is_deleted()
        });
        Ok(&mut self.records[position.ok_or_else(member_not_found)?])
    }

    pub(crate) fn get_by_email(
        &mut self,
        organization_id: &str,
        email: &str,
    ) -> Result<&mut MemberRecord> {
        self.find_mut(organization_id, email, |record| {
            record.member.email_address.eq_ignore_ascii_case(email)
        })
    }

    /// The Member whose password has this ID.
    pub(crate) fn get_by_password(
        &mut self,
        organization_id: &str,
        password_id: &str,
    ) -> Result<&mut MemberRecord> {
        let mut records = self.records.iter_mut();
        let record = records.find(|record| {
            record.member.organization_id == organization_id
                && !record.is_deleted()
                && record.member.member_password_id == password_id
        });
        record.ok_or_else(member_not_found)
    }

    /// The deleted Member with this ID or external ID.
    pub(crate) fn get_deleted(&self, organization_id: &str, reference: &str) -> Result<&Member> {
        let mut records = self.candidates(organization_id, reference);
        let record = records.find(|record| record.is_deleted() && record.is_named(reference));
        record.map(|record| &record.member).ok_or_else(|| {
            let message = "No deleted Member has this ID.";
            Problem::not_found(ErrorType::NoDeletedMemberFoundForReactivation, message)
        })
    }

    /// Adds a Member, or replaces the one with the same ID, if their contact details and external ID are
    /// valid and unique.
    pub(crate) fn save(&mut self, member: Member) -> Result<&mut MemberRecord> {
        self.check(&member)?;
        let is_same =
            |position: &usize| self.records[*position].member.member_id == member.member_id;
        let known = self.index.candidates(&member.member_id).find(is_same);
        let position = known.unwrap_or(self.records.len());
        self.index.add(position, references(&member));
        if known.is_some() {
            self.records[position].member = member;
        } else {
            self.records.push(MemberRecord {
                member,
                totp: TotpEnrollment::default(),
                password: None,
                email_id: random::id("member-email"),
                clock: self.clock.clone(),
            });
        }
        Ok(&mut self.records[position])
    }

    /// Removes the Members of an Organization, including deleted ones.
    pub(crate) fn remove_all_in(&mut self, organization_id: &str) {
        self.records.retain(|record| record.member.organization_id != organization_id);
        self.index = ReferenceIndex::default();
        for (position, record) in self.records.iter().enumerate() {
            self.index.add(position, references(&record.member));
        }
    }

    /// Whether another Member has this Member's email address, or has had it and not unlinked it.
    pub(crate) fn is_email_taken(&self, member: &Member) -> bool {
        let email = &member.email_address;
        self.others(member, email).any(|other| {
            let mut retired = other.retired_email_addresses.iter();
            other.email_address.eq_ignore_ascii_case(email)
                || retired.any(|retired| retired.email_address.eq_ignore_ascii_case(email))
        })
    }

    fn find_mut(
        &mut self,
        organization_id: &str,
        reference: &str,
        matches: impl Fn(&MemberRecord) -> bool,
    ) -> Result<&mut MemberRecord> {
        let position = self.index.candidates(reference).find(|position| {
            let record = &self.records[*position];
            record.member.organization_id == organization_id
                && !record.is_deleted()
                && matches(record)
        });
        position.map(|position| &mut self.records[position]).ok_or_else(member_not_found)
    }

    /// The Members of an Organization, including deleted ones, that may have this reference.
    fn candidates(
        &self,
        organization_id: &str,
        reference: &str,
    ) -> impl Iterator<Item = &MemberRecord> {
        let records = self.index.candidates(reference).map(|position| &self.records[position]);
        records.filter(move |record| record.member.organization_id == organization_id)
    }

    fn check(&self, member: &Member) -> Result<()> {
        check_email("email_address", &member.email_address)?;
        if !member.mfa_phone_number.is_empty() {
            check_phone_number("mfa_phone_number", &member.mfa_phone_number)?;
        }
        if self.is_email_taken(member) {
            let message = "Another Member of the Organization has this email address.";
            return Err(Problem::bad_request(ErrorType::DuplicateMemberEmail, message));
        }
        self.check_external_id(member)
    }

    /// An external ID may not be the ID of another Member, even a deleted one, whose ID is still
    /// used to reactivate them.
    fn check_external_id(&self, member: &Member) -> Result<()> {
        let Some(external_id) = &member.external_id else {
            return Ok(());
        };
        let mut others = self.others(member, external_id);
        let is_used = others.any(|other| other.external_id == member.external_id);
        let all = self.candidates(&member.organization_id, external_id);
        let mut all = all.map(|record| &record.member);
        let is_id =
            |other: &Member| other.member_id == *external_id && other.member_id != member.member_id;
        if is_used || all.any(is_id) {
            let message = "Another Member of the Organization has this external ID.";
            return Err(Problem::bad_request(ErrorType::DuplicateMemberExternalId, message));
        }
        Ok(())
    }

    /// The other Members of this Member's Organization, without deleted ones, that may have this
    /// reference.
    fn others(&self, member: &Member, reference: &str) -> impl Iterator<Item = &Member> {
        self.candidates(&member.organization_id, reference)
            .filter(|record| !record.is_deleted())
            .map(|record| &record.member)
            .filter(|other| other.member_id != member.member_id)
    }
}

/// What a request can refer to a Member by, and the former email addresses, which stay taken.
fn references(member: &Member) -> impl Iterator<Item = &str> {
    let retired = member.retired_email_addresses.iter();
    [member.member_id.as_str(), member.email_address.as_str()]
        .into_iter()
        .chain(member.external_id.as_deref())
        .chain(retired.map(|retired| retired.email_address.as_str()))
}

pub(crate) fn member_not_found() -> Problem {
    Problem::not_found(ErrorType::MemberNotFound, "The Member could not be found.")
}
