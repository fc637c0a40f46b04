//! The sandbox's state, in memory: records, signing keys, and the rules that hold between records.

pub(crate) mod apply_update;
pub(crate) mod authenticator;
pub(crate) mod challenges;
pub(crate) mod clock;
pub(crate) mod contact;
pub(crate) mod default_policy;
pub(crate) mod factors;
pub(crate) mod intermediate_sessions;
pub(crate) mod keyring;
pub(crate) mod m2m_clients;
pub(crate) mod members;
pub(crate) mod organizations;
pub(crate) mod outbox;
pub(crate) mod passwords;
pub(crate) mod policies;
pub(crate) mod prelude;
pub(crate) mod problem;
pub(crate) mod random;
pub(crate) mod recovery_codes;
pub(crate) mod reference_index;
pub(crate) mod session_record;
pub(crate) mod sessions;
pub(crate) mod totp_enrollment;
#[cfg(feature = "consumer")]
pub(crate) mod users;

#[cfg(feature = "consumer")]
use crate::sandbox::store::users::Users;
use crate::{
    ErrorType,
    b2b::Organization,
    sandbox::store::{
        challenges::Challenges,
        clock::Clock,
        default_policy::default_policy,
        intermediate_sessions::IntermediateSessions,
        keyring::Keyring,
        m2m_clients::M2mClients,
        members::{MemberRecord, Members},
        organizations::Organizations,
        policies::Policies,
        problem::Problem,
        sessions::Sessions,
    },
};

/// The state of one sandbox.
pub(crate) struct Store {
    pub(crate) clock: Clock,
    pub(crate) keys: Keyring,
    pub(crate) organizations: Organizations,
    pub(crate) members: Members,
    pub(crate) member_sessions: Sessions,
    pub(crate) intermediate_sessions: IntermediateSessions,
    pub(crate) challenges: Challenges,
    #[cfg(feature = "consumer")]
    pub(crate) users: Users,
    #[cfg(feature = "consumer")]
    pub(crate) user_sessions: Sessions,
    pub(crate) m2m_clients: M2mClients,
    pub(crate) policies: Policies,
    /// Email address of the person who opens start URLs.
    pub(crate) signed_in_as: Option<String>,
}

impl Store {
    pub(crate) fn new(project_id: &str) -> Self {
        let clock = Clock::default();
        Self {
            keys: Keyring::new(project_id, clock.clone()),
            organizations: Organizations::default(),
            members: Members::new(clock.clone()),
            member_sessions: Sessions::new(clock.clone()),
            intermediate_sessions: IntermediateSessions::new(clock.clone()),
            challenges: Challenges::new(clock.clone()),
            #[cfg(feature = "consumer")]
            users: Users::default(),
            #[cfg(feature = "consumer")]
            user_sessions: Sessions::new(clock.clone()),
            m2m_clients: M2mClients::default(),
            policies: Policies::new(default_policy()),
            signed_in_as: None,
            clock,
        }
    }

    /// Rejects a request for another project.
    pub(crate) fn check_project(&self, project_id: &str) -> Result<(), Problem> {
        if project_id == self.keys.project_id() {
            return Ok(());
        }
        Err(Problem::not_found(ErrorType::ProjectNotFound, "The project could not be found."))
    }

    /// The Organization and the Member with this Member ID.
    pub(crate) fn member(
        &mut self,
        member_id: &str,
    ) -> Result<(Organization, &mut MemberRecord), Problem> {
        let record = self.members.get_by_id(member_id)?;
        let organization = self.organizations.get(&record.member.organization_id)?.clone();
        Ok((organization, record))
    }

    /// The Organization and the Member that a request refers to.
    pub(crate) fn organization_and_member(
        &mut self,
        organization: &str,
        member: &str,
    ) -> Result<(Organization, &mut MemberRecord), Problem> {
        let organization = self.organizations.get(organization)?.clone();
        let record = self.members.get_mut(&organization.organization_id, member)?;
        Ok((organization, record))
    }
}
