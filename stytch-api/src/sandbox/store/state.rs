//! What the sandbox remembers, in the order of creation, and how requests refer to it.

use std::{collections::BTreeMap, time::SystemTime};

#[cfg(feature = "consumer")]
use crate::sandbox::handlers::users::UserRecord;
use crate::{
    Secret,
    b2b::{Member, MemberSession, MemberStatus, OrgPolicy, Organization, Policy},
    sandbox::{
        handlers::{m2m::M2mRecord, sessions::OpenSessions, totps::Authenticator},
        store::{keyring::Keyring, problem::Problem, random},
    },
};

/// Everything, behind one lock.
pub(crate) struct State {
    pub(crate) project_id: String,
    pub(crate) organizations: Vec<Organization>,
    pub(crate) members: Vec<MemberRecord>,
    pub(crate) sessions: OpenSessions<MemberSession>,
    #[cfg(feature = "consumer")]
    pub(crate) users: Vec<UserRecord>,
    #[cfg(feature = "consumer")]
    pub(crate) user_sessions: OpenSessions<crate::consumer::Session>,
    pub(crate) keys: Keyring,
    pub(crate) m2m_clients: Vec<M2mRecord>,
    /// `None` until one is set.
    pub(crate) policy: Option<Policy>,
    /// By the IDs of the Organizations.
    pub(crate) own_policies: BTreeMap<String, OrgPolicy>,
}

/// A Member with what is never shown.
pub(crate) struct MemberRecord {
    pub(crate) member: Member,
    pub(crate) authenticator: Option<Authenticator>,
    /// Those not used so far.
    pub(crate) recovery_codes: Vec<RecoveryCode>,
}

/// A recovery code and the ID that a session's factor names it by.
pub(crate) struct RecoveryCode {
    pub(crate) id: String,
    pub(crate) code: Secret,
}

impl RecoveryCode {
    pub(crate) fn new(code: Secret) -> Self {
        Self { id: random::id("totp-recovery-code"), code }
    }
}

impl MemberRecord {
    pub(crate) fn is_deleted(&self) -> bool {
        self.member.status == MemberStatus::Deleted
    }

    /// Whether a request means this Member: by ID, or by the user's own ID.
    pub(crate) fn is(&self, reference: &str) -> bool {
        self.member.member_id == reference || self.member.external_id.as_deref() == Some(reference)
    }

    /// Notes that something of the Member has changed.
    pub(crate) fn touch(&mut self) {
        self.member.updated_at = Some(SystemTime::now().into());
    }
}

impl State {
    pub(crate) fn new(project_id: &str) -> Self {
        Self {
            project_id: project_id.to_owned(),
            organizations: Vec::new(),
            members: Vec::new(),
            sessions: OpenSessions::default(),
            #[cfg(feature = "consumer")]
            users: Vec::new(),
            #[cfg(feature = "consumer")]
            user_sessions: OpenSessions::default(),
            keys: Keyring::new(),
            m2m_clients: Vec::new(),
            policy: None,
            own_policies: BTreeMap::new(),
        }
    }

    /// Refuses a request about another project.
    pub(crate) fn check_project(&self, project_id: &str) -> Result<(), Problem> {
        if project_id == self.project_id {
            return Ok(());
        }
        Err(Problem::not_found("project_not_found", "The project could not be found."))
    }

    /// The place of the Organization with this ID, slug or external ID.
    pub(crate) fn organization_index(&self, reference: &str) -> Result<usize, Problem> {
        let mut organizations = self.organizations.iter();
        let found = organizations.position(|organization| is_named(organization, reference));
        found.ok_or_else(|| {
            let message = "The Organization could not be found.";
            Problem::not_found("organization_not_found", message)
        })
    }

    /// The Organization with this ID, slug or external ID, as it stands.
    pub(crate) fn organization(&self, reference: &str) -> Result<Organization, Problem> {
        self.organization_index(reference).map(|index| self.organizations[index].clone())
    }

    /// The Members of an Organization, deleted ones included.
    pub(crate) fn members_of<'s>(
        &'s self,
        organization: &'s Organization,
    ) -> impl Iterator<Item = &'s MemberRecord> {
        let members = self.members.iter();
        members.filter(|record| record.member.organization_id == organization.organization_id)
    }

    /// The Member of `organization` that `is_meant` accepts; a deleted one is not found.
    pub(crate) fn member_where(
        &mut self,
        organization: &Organization,
        is_meant: impl Fn(&MemberRecord) -> bool,
    ) -> Result<&mut MemberRecord, Problem> {
        let found = self.members.iter_mut().find(|record| {
            record.member.organization_id == organization.organization_id
                && !record.is_deleted()
                && is_meant(record)
        });
        found.ok_or_else(member_not_found)
    }

    /// The Member of `organization` with this ID or external ID.
    pub(crate) fn member(
        &mut self,
        organization: &Organization,
        reference: &str,
    ) -> Result<&mut MemberRecord, Problem> {
        self.member_where(organization, |record| record.is(reference))
    }

    /// Organization and Member of a request that names both.
    pub(crate) fn organization_and_member(
        &mut self,
        organization: &str,
        member: &str,
    ) -> Result<(Organization, &mut MemberRecord), Problem> {
        let organization = self.organization(organization)?;
        let record = self.member(&organization, member)?;
        Ok((organization, record))
    }
}

/// Whether a request means this Organization: by ID, slug or the user's own ID.
pub(crate) fn is_named(organization: &Organization, reference: &str) -> bool {
    organization.organization_id == reference
        || organization.organization_slug == reference
        || organization.organization_external_id.as_deref() == Some(reference)
}

/// The codes themselves, in their order.
pub(crate) fn codes_of(recovery_codes: &[RecoveryCode]) -> Vec<Secret> {
    recovery_codes.iter().map(|recovery_code| recovery_code.code.clone()).collect()
}

pub(crate) fn member_not_found() -> Problem {
    Problem::not_found("member_not_found", "The Member could not be found.")
}
